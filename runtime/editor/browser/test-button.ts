import { $, type EditorNode } from "./node-red.js";
import { refusalText, type Refusal } from "./refusal.js";

type Verdict = "good" | "bad" | "open";

/**
 * The test button of a channel's form, with what came of it. Before it is pressed, how the deployed channel stands is shown there:
 * Node-RED shows the status of a config node nowhere else.
 */
export function prepareTest({ id, status }: EditorNode): void {
  const button = $(".switchboard-test").eq(-1);
  const answer = $(".switchboard-test-answer").eq(-1);
  const show = (verdict: Verdict, text: string): void => {
    answer.attr("class", `switchboard-test-answer switchboard-${verdict}`).text(text);
  };
  if (status?.text) show(status.fill === "green" ? "good" : "bad", status.text);
  button.on("click", () => {
    show("open", "Asking the provider ...");
    $.post(`switchboard/test-channel/${id}`).then(
      (text) => show("good", String(text)),
      (refusal: Refusal) => show("bad", refusalText(refusal)),
    );
  });
}
