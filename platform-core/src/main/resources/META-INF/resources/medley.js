// What runs, and one form to try it. Text reaches the page only as text nodes: titles are other people's.

const place = (id) => document.getElementById(id);
const form = place("try");

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

class Problem extends Error {}

async function call(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Problem(answer.detail || answer.title);
  return answer;
}

function show(error) {
  const trouble = place("trouble");
  trouble.hidden = !error;
  trouble.textContent = error ? error.message : "";
}

const number = (value) => value === null ? "–" : Number(value).toPrecision(3);

/** "source #3" for each find, then the reasons. */
function why(item) {
  const finds = item.provenance.map((find) => `${find.source} #${find.rank + 1}`);
  return [...finds, ...item.reasons].join(" · ");
}

async function describe(item) {
  try {
    return await call(`/v1/items/${encodeURIComponent(item.surface)}/${encodeURIComponent(item.item)}`);
  } catch (problem) {
    if (problem instanceof Problem) return {};
    throw problem;
  }
}

async function row(item) {
  const known = await describe(item);
  const about = [known.author, ...(known.categories || []).slice(0, 3), `${item.surface}/${item.item}`].filter(Boolean);
  const tasks = Object.entries(item.tasks).map(([task, score]) => `${task} ${number(score)}`).join(", ");
  return element("li", "",
    element("span", "place", String(item.position + 1)),
    element("span", "title", known.title || item.item),
    element("span", "value", number(item.value)),
    element("span", "about", `${about.join(" · ")}${tasks ? ` — ${tasks}` : ""}`),
    element("span", "why", why(item)));
}

async function rank(event) {
  event.preventDefault();
  const wanted = new FormData(form);
  const request = {limit: Number(wanted.get("limit")), explain: true};
  for (const name of ["userId", "query"]) {
    if (wanted.get(name)) request[name] = wanted.get(name);
  }
  const button = form.querySelector("button");
  button.disabled = true;
  show(null);
  try {
    const begun = performance.now();
    const page = wanted.get("scenario") === "";
    if (page) request.surfaces = pageScenarios();
    const answer = await call(page ? "/v1/rank" : `/v1/rank/${wanted.get("scenario")}`, request);
    const took = Math.round(performance.now() - begun);
    const link = element("a", "", "explain");
    link.href = `/v1/explain/${encodeURIComponent(answer.requestId)}`;
    const summary = element("p", "summary",
      `${answer.items.length} items in ${took} ms · model ${answer.revisions.model} · config ${answer.revisions.config} · `, link);
    if (answer.degraded.length) summary.append(` · degraded: ${answer.degraded.join("; ")}`);
    const slate = element("ol", "slate", ...await Promise.all(answer.items.map(row)));
    place("answer").replaceChildren(summary, ...(answer.items.length ? [slate] : []));
  } catch (problem) {
    place("answer").replaceChildren();
    show(problem);
  } finally {
    button.disabled = false;
  }
}

/** A mixed page takes every scenario that needs nothing but a user. */
function pageScenarios() {
  return [...form.elements.scenario.options].filter((option) => option.dataset.page === "yes").map((option) => option.value);
}

function queryShown() {
  const chosen = form.elements.scenario.selectedOptions[0];
  const needed = chosen?.dataset.query === "yes";
  place("query-label").hidden = !needed;
  form.elements.query.required = needed;
  if (!needed) form.elements.query.value = "";
}

function showScenarios(scenarios) {
  const options = scenarios.map((scenario) => {
    const option = element("option", "", scenario.scenario);
    option.value = scenario.scenario;
    option.dataset.query = scenario.requiredFields.includes("query") ? "yes" : "no";
    option.dataset.page = scenario.requiredFields.length === 0 ? "yes" : "no";
    return option;
  });
  if (options.filter((option) => option.dataset.page === "yes").length > 1) {
    const mixed = element("option", "", "mixed page");
    mixed.value = "";
    options.push(mixed);
  }
  form.elements.scenario.replaceChildren(...options);
  queryShown();
}

function showPlugins(plugins) {
  place("plugins").replaceChildren(...plugins.map((plugin) => {
    const state = element("span", plugin.state === "ACTIVE" ? "state" : "state rejected", plugin.state);
    const card = element("li", "", element("strong", "", plugin.plugin), state);
    if (plugin.description) card.append(element("p", "", plugin.description));
    if (plugin.revision) card.append(element("p", "", `${plugin.revision} · ${plugin.vendor}`));
    for (const reason of plugin.reasons) card.append(element("p", "", reason));
    return card;
  }));
}

function showCounts(counts) {
  const surfaces = [...new Set([...Object.keys(counts.items), ...Object.keys(counts.interactions)])].sort();
  const line = (kind, ...cells) => element("tr", "", ...cells.map((cell, index) => {
    const made = element(index === 0 || kind === "th" ? "th" : "td", "", typeof cell === "number" ? cell.toLocaleString("en") : cell);
    if (made.localName === "th") made.scope = kind === "th" ? "col" : "row";
    return made;
  }));
  place("counts").replaceChildren(
    element("thead", "", line("th", "Surface", "Items", "Interactions")),
    element("tbody", "",
      ...surfaces.map((surface) => line("td", surface, counts.items[surface] || 0, counts.interactions[surface] || 0)),
      line("td", "users with a profile", counts.users, ""),
      line("td", "judgments", counts.judgments, "")));
}

/** A link such as ?scenario=video&userId=u-1 asks at once. */
function fromAddress() {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("scenario")) return;
  for (const [name, value] of asked) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  queryShown();
  if (asked.has("query")) form.elements.query.value = asked.get("query");
  form.requestSubmit();
}

form.addEventListener("submit", rank);
form.elements.scenario.addEventListener("change", queryShown);
try {
  const [scenarios, plugins, counts, datasets] = await Promise.all(
    ["/v1/scenarios", "/v1/plugins", "/v1/counts", "/v1/datasets"].map((path) => call(path)));
  if (datasets.datasets.some((dataset) => dataset.name === "demo-world")) form.elements.userId.placeholder = "such as demo-1";
  showScenarios(scenarios.scenarios);
  showPlugins(plugins.plugins);
  showCounts(counts);
  fromAddress();
} catch (problem) {
  show(problem);
}
