// What each plot brings along: it fetches the program and the vectors, which all plots of a page share, and starts. They
// are kept once: a cell that is run thirty times leaves one program and one copy of the vectors behind.

const SHARED = Symbol.for("word2vec_lab.explorer");
const { programs, contents } = (globalThis[SHARED] ??= { programs: new Map(), contents: new WeakMap() });

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function imported(bytes) {
  const address = URL.createObjectURL(new Blob([await inflated(bytes)], { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

// The program of these bytes, imported once.
function programOf(bytes) {
  const name = new TextDecoder("latin1").decode(bytes);
  if (!programs.has(name)) {
    programs.set(name, imported(bytes));
    programs.get(name).catch(() => programs.delete(name));
  }
  return programs.get(name);
}

// What a program makes of a run's bytes, made once for all plots that show it.
async function runOf(program, view) {
  if (!contents.has(view)) contents.set(view, inflated(view).then((bytes) => program.runOf(bytes)));
  return contents.get(view);
}

async function render({ model, el }) {
  const box = document.createElement("div");
  const said = document.createElement("p");
  said.textContent = "Loading the plot …";
  box.append(said);
  el.append(box);
  const shared = async (reference) => {
    const found = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
    return found.get("content");
  };
  let close = () => {};
  let gone = false;
  const start = async () => {
    const program = await programOf(await shared(model.get("program")));
    const runs = await Promise.all(model.get("vectors").map(async (reference) => runOf(program, await shared(reference))));
    if (!gone) close = program.start({ model, box, runs });
  };
  await start().catch((error) => {
    said.textContent = `The interactive plot could not start (${error.message}). Run this cell again.`;
    box.replaceChildren(said);
    console.error(error);
  });
  return () => {
    gone = true;
    close();
    box.remove();
  };
}

export default { render };
