// A timer and counter under the dose of each exercise. The page says the dose itself; this only counts along.
const words = document.querySelector("#timer-words").dataset;
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
let pauseRunning;

const filled = (text, number, all) => text.replace("{number}", number).replace("{all}", all);

const make = (parent, tag, name, text = "") => {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  parent.append(element);
  return element;
};

// Steps with seconds run by themselves; the others wait for a press.
function* stepsOf(hold, times, sets, sides) {
  for (let turn = 0; turn < sets * sides; turn += 1) {
    const at = { set: Math.floor(turn / sides) + 1, side: (turn % sides) + 1, done: 0 };
    const isSecond = at.side > 1;
    let stage = isSecond ? "change" : turn ? "rest" : "move";
    if (hold && stage === "rest") {
      yield { ...at, stage, press: "resume" };
    }
    if (hold) {
      yield { ...at, stage: isSecond ? "change" : "ready", seconds: isSecond ? 8 : 4 };
    }
    while (at.done < times) {
      if (!hold) {
        yield { ...at, stage, press: "count" };
        stage = "move";
      }
      at.done += 1;
      if (hold) {
        yield { ...at, stage: "hold", seconds: hold };
      }
      if (hold && at.done < times) {
        yield { ...at, stage: "release", seconds: 3 };
      }
    }
  }
}

const build = (figures, index) => {
  const part = (name) => figures.querySelector(name);
  const hold = Number(part(".hold")?.dateTime.slice(2, -1) ?? 0);
  const times = Number(part(".times")?.value ?? 1);
  const sets = Number(part(".sets")?.value ?? 1);
  const sides = part(".side") ? 2 : 1;
  const start = hold ? words.start : words.startCounting;
  let steps, step, left, ends, waiting;

  const box = make(figures.parentElement, "div", "timer");
  figures.after(box);
  const heading = figures.parentElement.querySelector("h3");
  if (heading) {
    heading.id = `exercise-${index + 1}`;
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", heading.id);
  }
  const face = make(box, "div", "timer-face");
  const [stage, large, where] = ["stage", "large", "where"].map((name) => make(face, "p", `timer-${name}`));
  const told = make(box, "p", "visually-hidden");
  told.setAttribute("aria-live", "polite");
  const main = make(box, "button", "timer-main", start);
  const reset = make(box, "button", "timer-reset", words.reset);
  const show = (isOn) => {
    face.hidden = reset.hidden = !isOn;
  };

  const pause = () => {
    if (waiting) {
      clearTimeout(waiting);
      waiting = 0;
      left = ends - Date.now();
      main.textContent = words.resume;
    }
  };

  const tick = () => {
    left = ends - Date.now();
    if (left > 0) {
      large.textContent = Math.ceil(left / 1000);
      waiting = setTimeout(tick, left % 1000 || 1000);
    } else {
      advance();
    }
  };

  const run = () => {
    pauseRunning?.();
    pauseRunning = pause;
    ends = Date.now() + left;
    main.textContent = words.pause;
    tick();
  };

  const stop = () => {
    clearTimeout(waiting);
    steps = step = waiting = 0;
    main.textContent = start;
  };

  const advance = () => {
    waiting = 0;
    step = steps.next().value;
    const { set, side, done, seconds, press } = step ?? { done: times };
    const count = filled(words.number, done, times);
    stage.textContent = words[step?.stage ?? "done"];
    large.textContent = seconds ?? (hold ? "" : count);
    where.textContent = [
      hold && step && done && times > 1 && count,
      side && sides > 1 && words[`side${side}`],
      set && sets > 1 && filled(words.set, set, sets),
    ].filter(Boolean).join(" · ");
    told.textContent = `${stage.textContent}. ${seconds ? "" : large.textContent} ${where.textContent}`;
    if (!isCalm.matches) {
      navigator.vibrate?.(60);
    }
    if (seconds) {
      left = seconds * 1000;
      run();
    } else if (press) {
      main.textContent = words[press];
    } else {
      stop();
    }
  };

  main.onclick = () => {
    if (waiting) {
      pause();
    } else if (step?.seconds) {
      run();
    } else {
      steps ||= stepsOf(hold, times, sets, sides);
      show(true);
      advance();
    }
  };
  reset.onclick = () => {
    stop();
    show(false);
    main.focus();
  };
  show(false);
};

// Words first: the timers are made once the browser has nothing else to do.
const whenIdle = window.requestIdleCallback ?? ((deed) => setTimeout(deed, 200));
whenIdle(() => document.querySelectorAll(".exercise > .figures").forEach(build));
