package io.spillway.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Curves in a picture, each on a scale of its own from zero on, which its name tells.
 *
 * @param across what the horizontal axis has, with its unit
 * @param logarithmic whether each doubling across is as wide as any other
 */
record Chart(String title, String across, boolean logarithmic, List<Curve> curves) {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 360;
  private static final int LEFT = 20;
  private static final int TOP = 90;
  private static final int BOTTOM = 310;
  private static final int RIGHT = 740;
  private static final List<String> COLOURS = List.of("#0b6e99", "#c2410c", "#4d7c0f", "#7e22ce");

  /** A curve of points from left to right; its name holds the unit. */
  record Curve(String name, List<Point> points) {
    double highest() {
      return Math.max(1e-9, points.stream().mapToDouble(Point::y).max().orElse(1));
    }
  }

  /** Where a curve passes. */
  record Point(double x, double y) {}

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, svg());
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n"
            .formatted(WIDTH, HEIGHT));
    svg.append(
        "<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n"
            .formatted(title));
    svg.append(
        text(LEFT, 22, "#111", "start", "<tspan font-weight=\"bold\">" + title + "</tspan>"));
    for (int quarter = 0; quarter <= 4; quarter++) {
      double y = BOTTOM - (BOTTOM - TOP) * quarter / 4.0;
      svg.append("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>\n".formatted(LEFT, y, RIGHT));
    }
    for (double x : ticks()) {
      svg.append(text(at(x), BOTTOM + 18, "#555", "middle", number(x)));
    }
    svg.append(text((LEFT + RIGHT) / 2.0, BOTTOM + 40, "#555", "middle", across));
    for (int i = 0; i < curves.size(); i++) {
      draw(curves.get(i), i, svg);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(Curve curve, int index, StringBuilder svg) {
    String colour = COLOURS.get(index % COLOURS.size());
    double highest = curve.highest();
    String points =
        curve.points().stream()
            .map(
                point ->
                    "%.1f,%.1f"
                        .formatted(at(point.x()), BOTTOM - (BOTTOM - TOP) * point.y() / highest))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
            .formatted(points, colour));
    String legend = curve.name() + ", top line " + number(highest);
    svg.append(text(LEFT, 44 + 16 * index, colour, "start", legend));
  }

  private List<Double> ticks() {
    double least = least();
    double most = most();
    if (logarithmic) {
      return curves.get(0).points().stream().map(Point::x).toList();
    }
    return List.of(least, least + (most - least) / 2, most);
  }

  private double at(double x) {
    double from = scaled(least());
    double to = scaled(most());
    return to == from ? LEFT : LEFT + (RIGHT - LEFT) * (scaled(x) - from) / (to - from);
  }

  private double scaled(double x) {
    return logarithmic ? Math.log(x) : x;
  }

  private double least() {
    return curves.stream().flatMap(c -> c.points().stream()).mapToDouble(Point::x).min().orElse(1);
  }

  private double most() {
    return curves.stream().flatMap(c -> c.points().stream()).mapToDouble(Point::x).max().orElse(1);
  }

  private static String text(double x, double y, String colour, String anchor, String what) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        colour,
        anchor,
        what);
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }
}
