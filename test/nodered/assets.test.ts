import { TestNodeRed } from "../support/node-red.js";
import { say, step, tab } from "../support/tab.js";

let red: TestNodeRed;
beforeAll(async () => (red = await TestNodeRed.start()));
afterAll(() => red.stop());
beforeEach(() => (red.sent.length = 0));

const testers = { uuid: "b7cf0d83-f1c9-411c-96fd-c511a4cfa86d", name: "Testers" };
const config = (id: string, type: string, options: object): object => ({ id, type, options });
const joining = tab(
  "f",
  ["join"],
  [
    step("join", "contact-add_contact_groups", { groups: [testers] }, ["tell"]),
    say("tell", '@(join(foreach(contact.groups, extract, "name"), ", "))'),
  ],
);

test("a flow finds the group of a config node", async () => {
  await red.deploy([config("g", "switchboard-group", testers), ...joining]);
  await red.start("f", "tel:+15550101");
  expect(red.texts).toEqual(["Testers"]);
});

test("a group is gone when its config node is", async () => {
  await red.deploy([config("g", "switchboard-group", testers), ...joining]);
  await red.deploy(joining);
  const session = await red.start("f", "tel:+15550102");
  expect(red.texts).toEqual([""]);
  expect((await red.events(session)).map(({ event }) => event["text"])).toContain(
    `missing dependency: group[uuid=${testers.uuid},name=Testers]`,
  );
});

test("what a config node lacks is told at deploy, and keeps no other from being used", async () => {
  const told = red.logged(/The field cannot be used: .*key/);
  await red.deploy([config("x", "switchboard-field", {}), config("g", "switchboard-group", testers), ...joining]);
  await told;
  await red.start("f", "tel:+15550103");
  expect(red.texts).toEqual(["Testers"]);
});

test("of two config nodes for the same thing the second says so", async () => {
  const told = red.logged(/There is another group with the uuid 'b7cf0d83/);
  await red.deploy([config("g", "switchboard-group", testers), config("h", "switchboard-group", testers)]);
  await told;
});

test("a group whose query cannot be read is told", async () => {
  const told = red.logged(/The query of group 'Adults' cannot be read/);
  await red.deploy([config("g", "switchboard-group", { uuid: "a", name: "Adults", query: "age >" })]);
  await told;
});

test("agents and queues are those of the config nodes that are deployed", async () => {
  const ann = { id: "ann", addresses: [{ target: "+15550123" }] };
  await red.deploy([config("a", "switchboard-agent", ann), config("q", "switchboard-queue", { id: "sales" })]);
  expect([red.switchboard.callCentre.agents(), red.switchboard.callCentre.queue("sales")]).toEqual([
    [ann],
    { id: "sales" },
  ]);
  await red.deploy([config("a", "switchboard-agent", ann)]);
  expect(red.switchboard.callCentre.queue("sales")).toBeUndefined();
});

const rwanda = {
  name: "Rwanda",
  children: [{ name: "Kigali City", aliases: ["Kigali"], children: [{ name: "Gasabo" }] }],
};

test("a flow finds the places of a config node, by their other names too", async () => {
  const options = {
    operand: "I live in Kigali",
    cases: [{ type: "has_state", category_uuid: "found" }],
    categories: [
      { uuid: "found", name: "Found", exit_uuid: "out" },
      { uuid: "other", name: "Other", exit_uuid: "out" },
    ],
    default_category_uuid: "other",
    result_name: "place",
  };
  const placing = tab(
    "f",
    ["where"],
    [step("where", "contact-switch", options, [["tell"], ["tell"]]), say("tell", "@results.place")],
  );
  await red.deploy([config("r", "switchboard-location", rwanda), ...placing]);
  await red.start("f", "tel:+15550104");
  expect(red.texts).toEqual(["Rwanda > Kigali City"]);
});

test("of two config nodes for countries the second says so", async () => {
  const told = red.logged(/There is another location, which counts/);
  await red.deploy([
    config("r", "switchboard-location", rwanda),
    config("k", "switchboard-location", { name: "Kenya" }),
  ]);
  await told;
});
