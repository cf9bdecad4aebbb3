import { readTab, writeTab } from "../../runtime/formats/node-red/index.js";
import { actionTypes, readVoipbin, writeVoipbin } from "../../runtime/formats/voipbin/index.js";
import type { Program } from "../../runtime/program.js";
import { programProblems } from "../../runtime/validation/options.js";
import { difference } from "./data.js";
import { anyDocumentedStep, countingIds } from "./steps.js";
import { flowWith, fullOptions } from "./voipbin-actions.js";

const options = { ids: countingIds(), step: anyDocumentedStep };

function programOf(type: string): Program {
  const read = readVoipbin(flowWith(type), options);
  if ("program" in read) return read.program;
  throw new Error(JSON.stringify(read.problems));
}

test("every documented type of action has a sample", () => {
  expect(Object.keys(fullOptions)).toEqual(actionTypes.types);
});

describe.each(actionTypes.types)("%s", (type) => {
  test("takes every documented option", () => {
    expect(programProblems(programOf(type), anyDocumentedStep)).toEqual([]);
  });

  test("is written as it was read", () => {
    const written = writeVoipbin(programOf(type), options);

    expect("document" in written && difference(written.document, flowWith(type))).toBeUndefined();
  });

  test("is the same after a tab of the editor", () => {
    const tab = writeTab(programOf(type), options);
    const read = "document" in tab ? readTab(tab.document, options) : tab;
    const written = "program" in read ? writeVoipbin(read.program, options) : read;

    expect("document" in written ? difference(written.document, flowWith(type)) : written).toBeUndefined();
  });
});
