// A chart that leaves the page, with what the page says about it: title, filter, what is left out, the days of the data and the address.

const edge = 24;
const scale = 2;
const unseen = ["xcrosshairs", "ycrosshairs", "ycrosshairs-hidden", "zoom-rect", "selection-rect"]
  .map((part) => `.apexcharts-${part}`)
  .concat("foreignObject", "style")
  .join(", ");

/** The chart of a figure as the text of an SVG that needs nothing around it. */
export function picture(figure) {
  const drawn = figure.querySelector(".apexcharts-svg");
  const [width, height] = [drawn.clientWidth, drawn.clientHeight];
  const { fontFamily, color } = getComputedStyle(figure);
  const panel = figure.closest("section") ?? document.body;
  const quiet = getComputedStyle(document.documentElement).getPropertyValue("--mud-palette-text-secondary").trim();
  const [title, ...about] = said(panel);
  const below = [...texts(figure, ".note"), ...texts(document, ".paper"), location.href];
  const frame = node("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": fontFamily });
  let y = edge / 2;
  const ground = frame.appendChild(node("rect", { fill: getComputedStyle(panel).backgroundColor }));
  write([title], { size: 18, weight: 600, fill: color });
  write(about, { size: 13, fill: quiet });
  frame.append(...key(drawn, y));
  const inner = frame.appendChild(drawn.cloneNode(true));
  inner.querySelectorAll(unseen).forEach((part) => part.remove());
  set(inner, { x: edge, y, width, height }).removeAttribute("style");
  y += height + 8;
  write(below, { size: 12, fill: quiet });
  const size = { width: width + 2 * edge, height: y + edge / 2 };
  set(frame, { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
  set(ground, size);
  return new XMLSerializer().serializeToString(frame);

  function write(lines, { size, weight = 400, fill }) {
    for (const line of lines.flatMap((words) => wrapped(words, width, `${weight} ${size}px ${fontFamily}`))) {
      y += Math.round(size * 1.4);
      frame.append(text(line, { x: edge, y, "font-size": size, "font-weight": weight, fill }));
    }
    y += 4;
  }
}

/** The same as the address of a PNG. */
export async function png(source) {
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(source);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * scale, height: image.height * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

/** The heading of the panel, that of the page where it is another, and the filter in words. */
function said(panel) {
  const [heading] = [...texts(panel, "h2"), panel.ariaLabel].filter(Boolean);
  return [...new Set([heading, ...texts(document, "h1"), ...texts(document, ".scope")].filter(Boolean))];
}

/** What stands in elements, without the links beside it. */
function texts(within, selector) {
  return [...within.querySelectorAll(selector)].map((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("button").forEach((word) => word.remove());
    if (!copy.matches("h1, h2")) copy.querySelectorAll("a").forEach((link) => link.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  });
}

/** ApexCharts writes its legend as HTML, which no program but a browser draws: the same as marks and text. */
function key(drawn, top) {
  const from = drawn.getBoundingClientRect();
  const place = ({ left, top: at }) => ({ x: edge + left - from.left, y: top + at - from.top });
  return [...drawn.parentNode.querySelectorAll(".apexcharts-legend-series")].flatMap((series) => {
    const words = series.querySelector(".apexcharts-legend-text");
    const { fontSize, color } = getComputedStyle(words);
    // Its padding lies under the mark.
    const content = document.createRange();
    content.selectNodeContents(words);
    const at = content.getBoundingClientRect();
    const { x, y } = place(at);
    const mark = series.querySelector(".apexcharts-legend-marker path");
    const written = text(words.textContent, { x, y: y + at.height * 0.75, "font-size": fontSize, fill: color });
    if (!mark) return [written];
    // Its path is drawn around its middle.
    const middle = mark.ownerSVGElement.getBoundingClientRect();
    const to = place({ left: middle.left + middle.width / 2, top: middle.top + middle.height / 2 });
    const { fill, stroke, strokeWidth } = getComputedStyle(mark);
    return [node("path", { d: mark.getAttribute("d"), fill, stroke, "stroke-width": strokeWidth, transform: `translate(${to.x} ${to.y})` }), written];
  });
}

/** Words in lines that fit a width. */
function wrapped(words, width, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  return words.split(" ").reduce((lines, word) => {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    return pen.measureText(longer).width <= width || !lines.length ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}

function text(words, attributes) {
  return Object.assign(node("text", attributes), { textContent: words });
}

function node(name, attributes) {
  return set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes);
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
