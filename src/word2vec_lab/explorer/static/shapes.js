// The shapes of points. A group has a colour and a shape, so that colour alone never carries it.

export const SHAPES = ["circle", "cross", "square", "up", "diamond", "down", "star"];

// The outline of a point's shape around (x, y); the areas are about alike.
export function outline(path, shape, x, y, r) {
  const polygon = (points) => {
    points.forEach(([dx, dy], i) => path[i ? "lineTo" : "moveTo"](x + r * dx, y + r * dy));
    path.closePath();
  };
  if (shape === "square") polygon([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]);
  else if (shape === "up") polygon([[0, -1.25], [1.15, 0.85], [-1.15, 0.85]]);
  else if (shape === "down") polygon([[0, 1.25], [1.15, -0.85], [-1.15, -0.85]]);
  else if (shape === "diamond") polygon([[0, -1.3], [1.15, 0], [0, 1.3], [-1.15, 0]]);
  else if (shape === "cross") {
    const [a, b] = [0.42, 1.22];
    const turned = [[a, 0], [b, b - a], [b - a, b], [0, a], [a - b, b], [-b, b - a], [-a, 0], [-b, a - b], [a - b, -b],
      [0, -a], [b - a, -b], [b, a - b]];
    polygon(turned);
  } else if (shape === "star") {
    polygon(Array.from({ length: 10 }, (_, k) => {
      const [size, turn] = [k % 2 ? 0.6 : 1.4, (k * Math.PI) / 5];
      return [size * Math.sin(turn), -size * Math.cos(turn)];
    }));
  } else {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
}
