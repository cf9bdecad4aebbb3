import { readScenarios } from "../files.js";
import type { Suite } from "../result.js";
import { runTranscript } from "./run.js";
import type { Transcript } from "./transcript.js";

/** Transcripts: a file each, or all `*.test.json` of a folder. */
export const transcriptSuite: Suite = (path) =>
  readScenarios<Transcript>(path, ".test.json").map(({ file, document }) => ({
    name: document.name,
    run: (host) => runTranscript(document, file, host),
  }));
