/* A peer: the whole card by Fastify and better-sqlite3, without a cache: node detail.js DATASET PORT. The queries are those of
 * db/queries/, prepared once; their columns say by their names where their values go (db/store_ask.h). */
"use strict";
const fs = require("fs");
const path = require("path");
const Database = require("better-sqlite3");
const fastify = require("fastify")({ logger: false });

const QUERIES = path.join(__dirname, "../../../db/queries");
const LISTS = {
    subfields: "occupation_subfields", qualification_levels: "occupation_qualifications", isco: "occupation_isco",
    esco: "occupation_esco", working_conditions: "occupation_working_conditions", education: "occupation_education",
    competences: "occupation_competences",
};
const PARTS = ["activities", "wages", "working_conditions", "education", "competences", "health_conditions"];
const TRUTHS = new Set(["regulated", "rolled_up"]);
const db = new Database(process.argv[2], { readonly: true, fileMustExist: true });
db.exec("BEGIN"); /* under its lock queries take none; immutable=1 is for URIs, which better-sqlite3 does not know */

/* A query's text with the lines whose label (in a comment, the indented lines below included) is given. */
function text(name, given) {
    let kept = true;
    return fs.readFileSync(path.join(QUERIES, name + ".sql"), "utf8").split("\n").filter((line) => {
        const label = /^\/\*([a-z_ ]+)\*\//.exec(line);
        if (label || !/^\s/.test(line)) kept = !label || label[1].split(" ").every((word) => given.includes(word));
        return kept;
    }).join("\n");
}

const levels = (bits) => [1, 2, 3, 4].filter((level) => (bits >> (level - 1)) & 1);

function column(alias) {
    const dot = alias.lastIndexOf(".");
    if (alias[0] === "." || dot < 0) return { outer: null, member: alias, convert: conversion(alias) };
    return { outer: alias.slice(0, dot), member: alias.slice(dot + 1), convert: conversion(alias.slice(dot + 1)) };
}

function conversion(member) {
    return TRUTHS.has(member) ? Boolean : member === "levels" ? levels : null;
}

/* @return a function from arguments to rows as objects */
function prepare(name, ...given) {
    const statement = db.prepare(text(name, given)).raw(true);
    const columns = statement.columns().map(({ name: alias }) => column(alias));
    const empty = {};
    for (const { outer, member } of columns)
        if (outer) (empty[outer] ??= {})[member] = null;

    function item(values) {
        const made = {};
        for (let i = 0; i < columns.length; i++) {
            const { outer, member, convert } = columns[i];
            const value = convert && values[i] !== null ? convert(values[i]) : values[i];
            if (outer === null) made[member] = value;
            else if (value !== null) (made[outer] ??= { ...empty[outer] })[member] = value;
            else made[outer] ??= null;
        }
        return made;
    }
    return (parameters) => statement.all(parameters).map(item);
}

const head = prepare("occupation"), texts = prepare("occupation_texts"), related = prepare("occupation_related");
const health = prepare("occupation_health"), notes = prepare("occupation_notes"), origins = prepare("occupation_origins");
const wages = prepare("wages", "page", "occupation", "limit");
const lists = Object.entries(LISTS).map(([field, name]) => [field, prepare(name)]);

function card(id) {
    const [item] = head({ id });
    if (!item) return null;
    const { ".stated": stated } = item;
    delete item[".stated"];
    item.stated = PARTS.filter((_, bit) => (stated >> bit) & 1);
    item.alternative_names = [];
    item.activities = [];
    for (const row of texts({ id })) item[row[".field"]].push(row.text);
    for (const [field, rows] of lists) item[field] = rows({ id });
    item.wages = wages({ occupation: id, limit: -1 }).map(({ ".key": key, ".id": own, ...row }) => row);
    item.related = { parent: null, specializations: [], siblings: [] };
    for (const { ".field": field, ...row } of related({ id }))
        if (field === "parent") item.related.parent = row;
        else item.related[field].push(row);
    item.health_conditions = { note: null, ...item.health_conditions, limiting: [], excluding: [] };
    for (const { effect, ...row } of health({ id })) item.health_conditions[effect].push(row);
    item.notes = [];
    for (const row of notes({ id }))
        if (row[".heading"]) item.notes.push({ heading: row.text, lines: [] });
        else item.notes.at(-1).lines.push(row.text);
    const merged = new Map();
    for (const { ".key": key, ".field": field, ...row } of origins({ id })) {
        if (!merged.has(key)) merged.set(key, { ...row, fields: [] });
        merged.get(key).fields.push(field);
    }
    item.source.merged = [...merged.values()];
    return item;
}

fastify.get("/v1/occupations/:id", (request, reply) => {
    const found = card(request.params.id);
    reply.code(found ? 200 : 404).send(found ?? {});
});
fastify.listen({ host: "127.0.0.1", port: Number(process.argv[3]) });
