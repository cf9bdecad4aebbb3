import { ask, block, enterFlow, flow, say, step } from "./program.js";

const ages = {
  wait: { type: "msg" },
  operand: "@input.text",
  cases: [{ uuid: "c", type: "has_number_between", arguments: ["1", "120"], category_uuid: "age" }],
  categories: [
    { uuid: "age", name: "Age" },
    { uuid: "other", name: "Other" },
  ],
  default_category_uuid: "other",
  result_name: "Age",
};

/** A survey by chat with a subflow and a question that is asked until it is answered, and a call that takes keys and sleeps. */
export const crashFlows = [
  flow("survey", [
    ...block("intro", [say("hello", "Hello, what is your name?", "name"), ask("name", "keep")]),
    step("keep", "contact-set_contact_name", { name: "@results.name" }, "result"),
    step("result", "contact-set_run_result", { name: "Greeted", value: "Hi @contact.name", category: "Yes" }, "sub"),
    enterFlow("sub", "age", "last"),
    say("last", "@contact.name is @child.results.age. Anything else?", "more"),
    ask("more", "bye"),
    say("bye", "Thanks, @results.greeted: @results.more"),
  ]),
  flow("age", [
    say("how-old", "How old are you?", "age"),
    step("age", "contact-switch", ages, { age: "good", other: "again" }),
    say("again", "'@input.text' is no age.", "age"),
    say("good", "Good, @results.age"),
  ]),
  flow("ivr", [
    step("answer", "call-answer", {}, "keys"),
    step("keys", "call-digits_receive", { length: 3, duration: 600_000 }, "sleep"),
    step("sleep", "call-sleep", { duration: 25 }, "set"),
    step("set", "call-variable_set", { key: "pressed", value: "<${voipbin.call.digits}>" }, "menu"),
    step("menu", "call-branch", { target_ids: { "123": "sub" } }, { "=123": "sub", default: "hangup" }),
    step("sub", "call-fetch_flow", { flow_id: "extra" }, "hangup"),
    step("hangup", "call-hangup"),
  ]),
  flow("extra", [
    step("extra-key", "call-digits_receive", { duration: 50 }, "note"),
    step("note", "call-variable_set", { key: "extra", value: "yes" }),
  ]),
];
