import type { JsonObject } from "../../../runtime/json.js";
import { httpRequest } from "../../../nodes/workflow/HttpRequest.js";
import { validateOptions } from "../../../runtime/validation/options.js";
import { Bench } from "../../support/bench.js";
import { flow, step } from "../../support/program.js";

const url = "https://api.test/orders";

/** The request of a step whose inputs are scripts, or what it has failed with. */
async function requestOf(data: JsonObject): Promise<unknown> {
  const inputs = { url, method: "{{data.method}}", headers: "{{data.headers}}", parameters: "{{data.parameters}}" };
  const bench = await Bench.open();
  const session = await bench.run(flow("f", [step("ask", "workflow-HttpRequest", { inputs })]), { data });
  const [request] = await bench.events(session, "http_request");
  const complaints = await bench.complaints(session);
  await bench.close();
  return request ?? complaints;
}

test("headers and parameters may each be made by a script", async () => {
  const made = { method: "get", headers: { "X-Key": 7 }, parameters: { page: 2 } };
  expect(await requestOf(made)).toMatchObject({ method: "GET", url: `${url}?page=2`, headers: { "X-Key": "7" } });
});

test.each([
  [{ headers: "x" }, 'the headers are no object: "x"'],
  [{ headers: {}, parameters: [1] }, "the parameters are no object: [1]"],
])("a script that makes something else of them fails the step: %j", async (made, complaint) => {
  expect(await requestOf({ method: "GET", ...made })).toEqual([complaint]);
});

test("a text that is no script cannot be headers or parameters", () => {
  const options = { inputs: { url, method: "GET", headers: "Accept: text/html", parameters: "{{data.parameters}}" } };
  expect(validateOptions(httpRequest, options)).toMatchObject([{ field: "inputs/headers" }]);
});
