/* A peer in its own process: what searching names costs MiniSearch or Fuse.js. Reads {names, queries, limit} from the file
 * that is named; asks the queries in turn for some seconds, first untimed, so that V8 has compiled what they need:
 * node search.js FILE minisearch|fuse UNTIMED_SECONDS SECONDS. */
"use strict";
const fs = require("fs");

const { names, queries, limit } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const documents = names.map((name, id) => ({ id, name }));
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* As typing forgives: beginnings of words from three letters on, typing errors, no diacritics. */
function miniSearch() {
    const MiniSearch = require("minisearch");
    const searchOptions = { prefix: (term) => term.length > 2, fuzzy: 0.2, combineWith: "AND" };
    const index = new MiniSearch({ fields: ["name"], storeFields: ["name"], processTerm: fold, searchOptions });
    index.addAll(documents);
    return (query) => index.search(query).slice(0, limit);
}

function fuse() {
    const Fuse = require("fuse.js");
    const index = new Fuse(documents, { keys: ["name"], ignoreDiacritics: true, ignoreLocation: true, threshold: 0.3 });
    return (query) => index.search(query, { limit });
}

const search = { minisearch: miniSearch, fuse }[process.argv[3]]();
const cpuSeconds = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

function ask(seconds) {
    let hits = 0, requests = 0;
    const ends = Date.now() + 1000 * seconds, begun = cpuSeconds();
    do hits += search(queries[requests++ % queries.length]).length;
    while (Date.now() < ends);
    return { requests, cpu_seconds: cpuSeconds() - begun, hits };
}

ask(Number(process.argv[4]));
console.log(JSON.stringify(ask(Number(process.argv[5]))));
