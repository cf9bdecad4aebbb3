import { SimulatorChat } from "./chat.js";
import { SimulatorPhone } from "./phone.js";

// Each is a component of its own: a page may hold as many phones and chats as it likes.
customElements.define("simulator-chat", SimulatorChat);
customElements.define("simulator-phone", SimulatorPhone);
