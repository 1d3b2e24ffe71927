// Other vector searches on the same rows and queries as `likeness-cli bench search --vectors`, a JSON line for each.
//
//   mkdir peers && cd peers && npm i usearch sqlite-vec better-sqlite3
//   node peers.mjs --modules peers --vectors ROWS.npy --queries QUERIES.npy [--words WORDS.npy] [--count N]
//
// Files are NumPy's, float32 or float16, [rows, dimension]; rows are scaled to unit length. Every query asks for ten
// hits, one after the other, on one thread. usearch: an HNSW graph of half floats, at several breadths. sqlite-vec:
// comparing with every row, float32 and int8, and bits of which the best 100 or 1,000 are compared in full; by Euclidean
// distance, for which it has the faster code, and which orders unit vectors as their cosine does.

import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const kHits = 10;

function parsed(argv) {
    const options = { count: 400 };
    for (let i = 2; i < argv.length; i += 2) {
        if (!argv[i].startsWith('--') || argv[i + 1] === undefined)
            throw new Error(`${argv[i]}: expected --modules, --vectors, --queries, --words or --count with a value`);
        options[argv[i].slice(2)] = argv[i + 1];
    }
    if (!options.modules || !options.vectors || !options.queries)
        throw new Error('--modules, --vectors and --queries are needed');
    return options;
}

function floatFromHalf(half) {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0)
        return sign * fraction * 2 ** -24;
    return exponent === 31 ? NaN : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function readNpy(path) {
    const bytes = readFileSync(path);
    if (bytes.toString('latin1', 1, 6) !== 'NUMPY')
        throw new Error(`${path} is not a .npy file`);
    const wide = bytes[6] >= 2;
    const headerAt = wide ? 12 : 10;
    const end = headerAt + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
    const header = bytes.toString('latin1', headerAt, end);
    const type = /'descr': '<f([24])'/.exec(header);
    const shape = /'shape': \((\d+), (\d+)\)/.exec(header);
    if (!type || !shape || header.includes("'fortran_order': True"))
        throw new Error(`${path}: expected rows of float16 or float32, got ${header.trim()}`);
    const [rows, columns] = [Number(shape[1]), Number(shape[2])];
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < values.length; ++i)
        values[i] = type[1] === '2' ? floatFromHalf(bytes.readUInt16LE(end + 2 * i)) : bytes.readFloatLE(end + 4 * i);
    for (let row = 0; row < rows; ++row) {
        const vector = values.subarray(row * columns, (row + 1) * columns);
        const length = Math.hypot(...vector);
        vector.forEach((value, i) => vector[i] = value / length);
    }
    return { rows, columns, row: i => values.subarray(i * columns, (i + 1) * columns) };
}

/// The score of the tenth nearest row of each query: whatever reaches it is right.
function exactFloors(base, queries, count) {
    const floors = [];
    for (let q = 0; q < count; ++q) {
        const query = queries.row(q);
        const scores = new Float32Array(base.rows);
        for (let i = 0; i < base.rows; ++i)
            scores[i] = dot(query, base.row(i));
        floors.push(Float32Array.from(scores).sort()[base.rows - kHits]);
    }
    return floors;
}

function dot(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; ++i)
        sum += a[i] * b[i];
    return sum;
}

function measure(name, kind, base, queries, count, floors, costs, search) {
    const rounding = 1e-3; // of half floats: an equally good row may come in place of the tenth
    for (let q = 0; q < Math.min(count, 20); ++q)
        search(queries.row(q)); // warm
    const times = [];
    let right = 0;
    for (let q = 0; q < count; ++q) {
        const begun = process.hrtime.bigint();
        const found = search(queries.row(q));
        times.push(Number(process.hrtime.bigint() - begun) / 1000);
        right += found.filter(row => dot(queries.row(q), base.row(row)) >= floors[q] - rounding).length;
    }
    times.sort((a, b) => a - b);
    console.log(JSON.stringify({
        index: name, query: kind, rows: base.rows, dimension: base.columns, recall10: right / (count * kHits),
        median_us: Math.round(times[Math.floor(times.length * 0.5)]),
        p99_us: Math.round(times[Math.floor(times.length * 0.99)]), ...costs,
    }));
}

function usearchContestants(require, base) {
    const { Index, MetricKind, ScalarKind } = require('usearch');
    const index = new Index({
        dimensions: base.columns, metric: MetricKind.IP, quantization: ScalarKind.F16, connectivity: 16,
        expansion_add: 200, expansion_search: 64,
    });
    const begun = Date.now();
    for (let i = 0; i < base.rows; ++i)
        index.add(BigInt(i), base.row(i), 1);
    const build_s = (Date.now() - begun) / 1000;
    const folder = mkdtempSync(join(tmpdir(), 'peers-'));
    const saved = join(folder, 'graph');
    index.save(saved);
    const disk_bytes = statSync(saved).size;
    const contestants = [64, 192, 512].map(breadth => {
        // The breadth belongs to the index: another one reads the same graph.
        const one = new Index({
            dimensions: base.columns, metric: MetricKind.IP, quantization: ScalarKind.F16, connectivity: 16,
            expansion_add: 200, expansion_search: breadth,
        });
        one.load(saved);
        return {
            name: `usearch, breadth ${breadth}`, costs: { build_s, disk_bytes },
            search: query => Array.from(one.search(query, kHits, 1).keys, Number),
        };
    });
    rmSync(folder, { recursive: true });
    return contestants;
}

function sqliteContestants(require, base) {
    const Database = require('better-sqlite3');
    const folder = mkdtempSync(join(tmpdir(), 'peers-'));
    const path = join(folder, 'rows.db');
    const db = new Database(path);
    require('sqlite-vec').load(db);
    const begun = Date.now();
    const n = base.columns;
    db.exec(`CREATE VIRTUAL TABLE full USING vec0(v float[${n}]);
             CREATE VIRTUAL TABLE bytes USING vec0(v int8[${n}]);
             CREATE VIRTUAL TABLE bits USING vec0(b bit[${n}], +v blob);`);
    const add = [db.prepare('INSERT INTO full(rowid, v) VALUES (?, ?)'),
                 db.prepare("INSERT INTO bytes(rowid, v) VALUES (?, vec_quantize_int8(?, 'unit'))"),
                 db.prepare('INSERT INTO bits(rowid, b, v) VALUES (?, vec_quantize_binary(?), ?)')];
    db.transaction(() => {
        for (let i = 0; i < base.rows; ++i) {
            const row = base.row(i);
            const blob = Buffer.from(row.buffer, row.byteOffset, row.byteLength);
            add[0].run(BigInt(i), blob);
            add[1].run(BigInt(i), blob);
            add[2].run(BigInt(i), blob, blob);
        }
    })();
    const costs = { build_s: (Date.now() - begun) / 1000, disk_bytes: statSync(path).size }; // of all three
    process.on('exit', () => rmSync(folder, { recursive: true }));
    const kinds = [
        ['sqlite-vec, float32', `SELECT rowid FROM full WHERE v MATCH @query AND k = ${kHits}`],
        ['sqlite-vec, int8', `SELECT rowid FROM bytes WHERE v MATCH vec_quantize_int8(@query, 'unit') AND k = ${kHits}`],
        ...[100, 1000].map(kept => [`sqlite-vec, bits then ${kept} in full`,
            `SELECT rowid FROM (SELECT rowid, v FROM bits WHERE b MATCH vec_quantize_binary(@query) AND k = ${kept})
             ORDER BY vec_distance_L2(v, @query) LIMIT ${kHits}`]),
    ];
    return kinds.map(([name, sql]) => {
        const statement = db.prepare(sql).pluck();
        return {
            name, costs,
            search: query => statement.all({ query: Buffer.from(query.buffer, query.byteOffset, query.byteLength) }).map(Number),
        };
    });
}

const options = parsed(process.argv);
const require = createRequire(join(resolve(options.modules), 'package.json'));
const base = readNpy(options.vectors);
const sets = [['image', options.queries], ['words', options.words]].filter(([, path]) => path)
    .map(([kind, path]) => ({ kind, queries: readNpy(path) }));
for (const set of sets) {
    set.count = Math.min(Number(options.count), set.queries.rows);
    set.floors = exactFloors(base, set.queries, set.count);
}
for (const contestants of [usearchContestants, sqliteContestants]) {
    for (const { name, costs, search } of contestants(require, base)) {
        for (const { kind, queries, count, floors } of sets)
            measure(name, kind, base, queries, count, floors, costs, search);
    }
}
