#!/bin/sh
# Finding and matching measured: writes docs/search-bench.md. MiniSearch and Fuse.js come from npm into build/bench; what is
# asked comes from ../shared/data.
set -eu
cd "$(dirname "$0")/../.."
/usr/bin/python3 tests/bench/shared.py nsp_competences_2018.json labelled_titles.tsv real_queries.txt
mkdir -p build/bench
echo '{"private": true}' >build/bench/package.json
npm install --prefix build/bench --ignore-scripts --no-audit --no-fund --prefer-offline minisearch@7.2.0 fuse.js@7.5.0 >build/bench/npm.log 2>&1
export NODE_PATH=$PWD/build/bench/node_modules

{
    echo '# What is found, and what it costs'
    echo
    echo 'Written by `make bench-search` in one run, over real names and titles; nothing of it is set by hand. How things are found'
    echo 'and ranked is told in [scoring.md](scoring.md).'
    echo
    echo '## Titles of job adverts'
    echo
    /usr/bin/python3 tests/bench/titles.py
    echo
    echo 'The labelled titles are learnt from, too. So they are cut into five parts by what is in them, and each part is asked of a'
    echo 'dataset, or an index, that has learnt the other four only. MiniSearch 7.2 looks for prefixes of words from three letters on,'
    echo 'with `fuzzy` 0.2, any word, diacritics folded: the best of 32 settings tried. Fuse.js 7.5 looks for words (`useTokenSearch`),'
    echo 'diacritics ignored. Of both the groups of the best hits count in their order.'
    echo
    echo '## CPU time'
    echo
    /usr/bin/python3 tests/bench/latency.py
    echo
    echo 'Read from the clock of the server'"'"'s process before and after each request on one connection, HTTP included. The occupations are'
    echo 'made of real names, activities, competences and groups (`tests/bench/cards.py`), each with 22 loads.'
    echo "The machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, Linux $(uname -r | cut -d. -f1,2), compiler"
    echo "$(${CC:-cc} --version | head -n 1)."
    echo
    echo '## Stems'
    echo
    tests/stem_eval.py
} >build/bench/search-bench.md
mv build/bench/search-bench.md docs/search-bench.md
