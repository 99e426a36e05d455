// Every profile keeps to the published schema; a broken one is refused, by the
// schema and by the core.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type ProfileFile, profile, profiles, recordsOf } from "./profiles";

const schema = JSON.parse(await readFile("extension/profile.schema.json", "utf8"));
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

function faults(file: unknown): string[] {
  return validate(file) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const BROKEN: Record<string, (file: Record<string, unknown>) => void> = {
  "without item": (file) => delete file["item"],
  "with a field that is none": (file) => Object.assign(file["fields"] as object, { colour: [] }),
  "with code in a field": (file) => Object.assign(file["fields"] as object, { time: [{ script: "alert(1)" }] }),
  "with one host for a list": (file) => Object.assign(file, { hosts: "facebook.com" }),
  "with a pattern that is none": (file) => Object.assign(file, { patterns: { key: ["id={digit}"] } }),
  "with a count amid other text": (file) => Object.assign(file, { patterns: { comments: ["{count} comments"] } }),
  "with a number for words": (file) => Object.assign(file, { hides_words: [1] }),
};

describe("site profiles and their schema", async () => {
  for (const file of await profiles()) {
    test(`${file.name} keeps to it`, () => {
      assert.deepEqual(faults(file), []);
    });
  }

  for (const [what, spoil] of Object.entries(BROKEN)) {
    test(`a profile ${what} is refused`, async () => {
      const file = (await profile("isso")) as ProfileFile & Record<string, unknown>;
      spoil(file);
      assert.notDeepEqual(faults(file), []);
      assert.throws(() => recordsOf(file, "da", []), /profile/);
    });
  }

  test("an example without records is refused", async () => {
    const file = await profile("isso");
    file.examples[0]?.records.splice(0);
    assert.deepEqual(faults(file), ["/examples/0/records must NOT have fewer than 1 items"]);
  });
});
