import { Calls } from "./calls.js";
import { SimulatorChat } from "./chat.js";
import { SimulatorParties } from "./parties.js";
import { SimulatorPhone } from "./phone.js";

customElements.define("simulator-chat", SimulatorChat);
customElements.define("simulator-phone", SimulatorPhone);
customElements.define("simulator-parties", SimulatorParties);

const calls = new Calls();
const phone = document.querySelector("simulator-phone");
phone.calls = calls;
document.querySelector("simulator-parties").watch(calls, phone);
