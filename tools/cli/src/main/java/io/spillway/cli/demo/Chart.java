package io.spillway.cli.demo;

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
  private static final int HEIGHT = 400;
  private static final int LEFT = 30;
  private static final int TOP = 124;
  private static final int BOTTOM = 350;
  private static final int RIGHT = 730;
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
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, svg());
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">",
        WIDTH,
        HEIGHT);
    add(svg, "<title>%s</title>", title);
    add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    text(svg, LEFT, 26, "#111", "start", title);
    for (int quarter = 0; quarter <= 4; quarter++) {
      add(svg, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, up(quarter / 4.0), RIGHT);
    }
    for (double x : ticks()) {
      text(svg, at(x), BOTTOM + 18, "#555", "middle", number(x));
    }
    text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 40, "#555", "middle", across);
    for (int i = 0; i < curves.size(); i++) {
      draw(svg, curves.get(i), i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, Curve curve, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    double highest = curve.highest();
    add(
        svg,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        curve.points().stream()
            .map(
                point ->
                    String.format(Locale.ROOT, "%.1f,%.1f", at(point.x()), up(point.y() / highest)))
            .collect(Collectors.joining(" ")),
        colour);
    String legend = curve.name() + ", 0 to " + number(highest);
    text(svg, LEFT, 48 + 17 * index, colour, "start", legend);
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

  /** How high a share of the highest is. */
  private static double up(double share) {
    return BOTTOM - (BOTTOM - TOP) * share;
  }

  private static void text(
      StringBuilder svg, double x, double y, String colour, String anchor, String what) {
    add(
        svg,
        "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        colour,
        anchor,
        what);
  }

  private static void add(StringBuilder svg, String element, Object... values) {
    svg.append(String.format(Locale.ROOT, element, values)).append('\n');
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%,.0f", value);
  }
}
