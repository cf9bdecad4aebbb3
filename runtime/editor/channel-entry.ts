import type { Adapter } from "../../adapters/adapter.js";
import type { Schema } from "../validation/schema.js";
import { configEntry } from "./config-entry.js";
import { literal } from "./literal.js";

/** Everything Node-RED's editor needs of an adapter. */
export function channelEntry({ type, label, summary, help, settings }: Adapter): string {
  return configEntry({
    id: `switchboard-${type}`,
    help: help === undefined ? summary : `${summary}\n\n${help}`,
    settings: settings as Schema,
    facts: { channel: type },
    label: `this.name || ${literal(label)} + " (" + (options.id || ${literal(type)}) + ")"`,
    named: true,
    prepare: " Switchboard.prepareTest(this);",
    below: TEST_BUTTON,
  });
}

const TEST_BUTTON = `<div class="form-row switchboard-row">
<label class="switchboard-label">Connection</label>
<div class="switchboard-content">
<button type="button" class="red-ui-button switchboard-test" title="Asks the provider of the channel as it was last deployed.">Test</button>
<div class="switchboard-test-answer" role="status"></div>
</div>
</div>`;
