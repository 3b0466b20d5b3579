// Times one peer that runs on Node: argv is its name and the folder of JD_PEERS; texts and runs come as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [name, folder] = process.argv.slice(2);
const installed = createRequire(`${folder}/`);

const checks = {
  joblint: async () => {
    const joblint = installed("joblint");
    return (text) => joblint(text);
  },
  "retext-equality": async () => {
    const load = (module) => import(pathToFileURL(installed.resolve(module)));
    const [{ retext }, { default: equality }] = await Promise.all([load("retext"), load("retext-equality")]);
    const processor = retext().use(equality).freeze();
    return (text) => processor.processSync(text);
  },
};

const check = await checks[name]();
const { texts, runs } = JSON.parse(readFileSync(0, "utf8"));
const taken = [];
for (let run = -2; run < runs; run += 1) {
  const text = texts[(run + 2) % texts.length];
  const begun = performance.now();
  check(text);
  if (run >= 0) taken.push(performance.now() - begun);
}
process.stdout.write(JSON.stringify(taken));
