import type { AnyStep } from "../../runtime/step.js";
import { audioLevel } from "./audio_level.js";
import { breakMedia } from "./break.js";
import { callflow } from "./callflow.js";
import { hangup } from "./hangup.js";
import { hold } from "./hold.js";
import { holdControl } from "./hold_control.js";
import { intercept } from "./intercept.js";
import { listen } from "./listen.js";
import { move } from "./move.js";
import { play } from "./play.js";
import { recordCall } from "./record_call.js";
import { resume } from "./resume.js";
import { say } from "./say.js";
import { soundTouch } from "./sound_touch.js";
import { transfer } from "./transfer.js";
import { tts } from "./tts.js";

/** The steps of the metaflow family, in palette order. */
export const steps: readonly AnyStep[] = [
  listen,
  play,
  say,
  tts,
  breakMedia,
  hold,
  holdControl,
  resume,
  transfer,
  move,
  intercept,
  callflow,
  recordCall,
  audioLevel,
  soundTouch,
  hangup,
];
