/* What MiniSearch and Fuse.js find. Reads {documents: [{name, groups}], queries: […]} from the file that is named, and
 * writes {LIBRARY: [[group, …] for each query]}: the first three four-digit groups in the order of the hits. */
"use strict";
const fs = require("fs");
const MiniSearch = require("minisearch");
const Fuse = require("fuse.js");

const GROUPS = 3;
const { documents, queries } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
documents.forEach((document, id) => (document.id = id));

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function groupsOf(hits) {
    const groups = new Set();
    for (const document of hits)
        for (const group of document.groups) {
            groups.add(group);
            if (groups.size === GROUPS) return [...groups];
        }
    return [...groups];
}

function miniSearch() {
    const options = { prefix: (term) => term.length > 2, fuzzy: 0.2, combineWith: "OR" };
    const index = new MiniSearch({ fields: ["name"], processTerm: fold, searchOptions: options });
    index.addAll(documents);
    return (query) => index.search(query).slice(0, 50).map((hit) => documents[hit.id]);
}

function fuse(options) {
    const index = new Fuse(documents, { keys: ["name"], ignoreDiacritics: true, ignoreLocation: true, ...options });
    return (query) => index.search(query, { limit: 50 }).map((hit) => hit.item);
}

const libraries = {
    MiniSearch: miniSearch(),
    "Fuse.js": fuse({ useTokenSearch: true, threshold: 0.3 }),
};
const answers = {};
for (const [name, search] of Object.entries(libraries))
    answers[name] = queries.map((query) => groupsOf(search(query)));
process.stdout.write(JSON.stringify(answers));
