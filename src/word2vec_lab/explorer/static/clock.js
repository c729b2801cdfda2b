// The moment of the training that is shown, how it moves on, and what belongs to it: the iteration and the loss.
// A moment counts checkpoints from 0 and may lie between two of them.

import { placeIn } from "./maths.js";

const PLAY_SECONDS = 9;
const PULL = 55; // milliseconds in which a glide covers the better part of its way
export const FRAME = 16;
const CLOSE = 0.004;

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
export const eased = (part) => 1 - (1 - part) ** 3;
// The share of what is left of its way that a glide covers in so many milliseconds. So a new goal, as a key held down or
// a wheel sets, never breaks the motion.
export const pulled = (passed) => 1 - Math.exp(-Math.max(1, passed) / PULL);

export class Clock {
  // `times` are the checkpoints' iterations (none: nothing moves), `curve` the loss, `changed` is called after a move
  // and `rested` when a moment has been chosen.
  constructor(times, curve, moment, changed, rested) {
    Object.assign(this, { times, curve, changed, rested });
    this.last = Math.max(0, times.length - 1);
    this.moment = moment ?? this.last;
    this.goal = null;
    this.playing = false;
  }

  get ended() {
    return this.moment >= this.last;
  }

  get iteration() {
    if (!this.times.length) return 0;
    const before = Math.min(Math.floor(this.moment), this.last);
    const after = Math.min(before + 1, this.last);
    return this.times[before] + (this.moment - before) * (this.times[after] - this.times[before]);
  }

  // The loss at the moment, or null where it is not known.
  get loss() {
    if (!this.curve) return null;
    const { iterations, losses } = this.curve;
    const at = placeIn(iterations, this.iteration);
    const before = Math.floor(at);
    const after = Math.min(before + 1, losses.length - 1);
    return losses[before] + (at - before) * (losses[after] - losses[before]);
  }

  // How high a loss is drawn, between 0 and 1.
  heightOf(loss) {
    this.range ??= [Math.min(...this.curve.losses), Math.max(...this.curve.losses)];
    const [low, high] = this.range;
    return high > low ? 0.06 + (0.88 * (loss - low)) / (high - low) : 0.5;
  }

  seek(moment) {
    this.goal = null;
    this.playing = false;
    this.moment = Math.min(Math.max(moment, 0), this.last);
    this.changed();
    this.rested();
  }

  seekIteration(iteration) {
    this.seek(placeIn(this.times, iteration));
  }

  // Go to a checkpoint, smoothly.
  glide(moment) {
    if (calm()) {
      this.seek(moment);
      return;
    }
    this.playing = false;
    if (this.goal === null) this.before = null;
    this.goal = Math.min(Math.max(moment, 0), this.last);
    this.changed();
  }

  play(on) {
    this.playing = on;
    this.goal = null;
    if (on && this.ended) this.moment = 0;
    this.before = performance.now();
    if (!on) this.rested();
    this.changed();
  }

  // Move on to the time `now`, in milliseconds; says whether there is farther to go.
  advance(now) {
    if (this.goal !== null) {
      const passed = this.before === null ? FRAME : now - this.before;
      this.before = now;
      this.moment += (this.goal - this.moment) * pulled(passed);
      if (Math.abs(this.goal - this.moment) > CLOSE) return true;
      this.moment = this.goal;
      this.goal = null;
      this.rested();
      return false;
    }
    if (!this.playing) return false;
    const passed = (Math.max(0, now - this.before) / 1000 / PLAY_SECONDS) * this.last;
    // Where motion is to be reduced, it goes from checkpoint to checkpoint, with nothing in between.
    const step = calm() ? Math.max(1, Math.round(this.last / PLAY_SECONDS / 2)) : 0;
    if (passed >= step) {
      this.moment = Math.min(this.last, step ? Math.floor(this.moment) + step : this.moment + passed);
      this.before = now;
    }
    if (this.ended) this.play(false);
    return this.playing;
  }
}
