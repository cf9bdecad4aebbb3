import { element, RED, type Elements } from "../node-red.js";
import { Definitions } from "./definitions.js";
import { Exporting } from "./exporting.js";
import { Importing } from "./importing.js";
import { SettingUp } from "./setting-up.js";

const ID = "switchboard";

/** The sidebar tab with what goes in and out of the editor, and the actions that lead there (the action list has them). */
export function addSidebar(): void {
  const definitions = new Definitions();
  const importing = new Importing();
  const exporting = new Exporting();
  const settingUp = new SettingUp();
  const content = element("div", "switchboard-sidebar").append(
    section("Open a flow", definitions.element),
    section("Import a document", importing.element),
    section("Export the tab", exporting.element),
    section("Set up", settingUp.element),
  );
  RED.sidebar.addTab({
    id: ID,
    label: "switchboard",
    name: "Switchboard",
    iconClass: "fa fa-random",
    content,
    enableOnEdit: false,
    onchange: () => {
      definitions.refresh();
      settingUp.refresh();
    },
  });
  const leadTo = (name: string, label: string, show: () => void) =>
    RED.actions.add(
      `switchboard:${name}`,
      () => {
        RED.sidebar.show(ID);
        show();
      },
      { label: `Switchboard: ${label}` },
    );
  leadTo("open-flow", "open a flow", () => definitions.refresh());
  leadTo("import-document", "import a document", () => importing.focus());
  leadTo("export-tab", "export the tab", () => exporting.focus());
}

function section(title: string, content: Elements): Elements {
  return element("section").append(element("h3").text(title), content);
}
