// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Groups of horizontal bars as an SVG image, in greys and colours that can be read on white and on black. Confined to one
 * thread.
 */
public final class BarChart {
  /** In the order of {@link Contender}. */
  private static final List<String> COLOURS = List.of(
      "#9a6b4f", "#e8590c", "#5c7cfa", "#20a387", "#a061c9", "#c2a000", "#3ba0c4", "#8a8f98");

  private static final int WIDTH = 860;
  private static final int LEFT = 180;
  private static final int RIGHT = 70;
  private static final int BAR = 11;
  private static final int GAP = 12;
  private static final int TOP = 62;

  /**
   * Whose bars have one colour.
   *
   * @param colour as SVG names it
   */
  public record Series(String title, String colour) {
    /** Returns that of a contender. */
    public static Series of(Contender contender) {
      return of(contender, contender.title());
    }

    /** Returns that of a contender under another name. */
    public static Series of(Contender contender, String title) {
      return new Series(title, COLOURS.get(List.of(Contender.values()).indexOf(contender)));
    }
  }

  /** One bar; NaN for none. */
  private record Bar(Series series, double value) {}

  /** The bars of one row. */
  private record Group(String title, List<Bar> bars) {}

  private final String title;
  private final List<Series> series;
  private final Scale scale;
  private final List<Group> groups = new ArrayList<>();

  /**
   * Where values go.
   *
   * @param marks what is drawn as a line across all bars
   */
  public record Scale(boolean isLogarithmic, double least, double greatest, List<Double> marks) {
    double position(double value) {
      double clipped = Math.max(least, Math.min(greatest, value));
      return isLogarithmic
          ? Math.log(clipped / least) / Math.log(greatest / least)
          : (clipped - least) / (greatest - least);
    }
  }

  /** Makes an empty one with a legend of those series. */
  public BarChart(String title, List<Series> series, Scale scale) {
    this.title = title;
    this.series = series;
    this.scale = scale;
  }

  /** Adds a group with a value for each series, NaN where there is none. */
  public void add(String groupTitle, List<Double> values) {
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < values.size(); i++) {
      bars.add(new Bar(series.get(i), values.get(i)));
    }
    groups.add(new Group(groupTitle, bars));
  }

  /** Returns the image. */
  public String svg() {
    int height =
        TOP + groups.stream().mapToInt(group -> group.bars.size() * BAR + GAP).sum() + 26;
    var svg = new StringBuilder();
    svg.append(String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"system-ui, 'DejaVu Sans', sans-serif\" font-size=\"11\""
            + " fill=\"#7d8590\" role=\"img\">%n<title>%s</title>%n",
        WIDTH,
        height,
        WIDTH,
        height,
        title));
    text(svg, 8, 18, "start", " font-size=\"14\" font-weight=\"bold\"", title);
    legend(svg);
    marks(svg, height);
    int y = TOP;
    for (Group group : groups) {
      y = group(svg, group, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void legend(StringBuilder svg) {
    int x = 8;
    for (int i = 0; i < series.size(); i++) {
      rectangle(svg, x, 28, 10, 10, series.get(i).colour());
      text(svg, x + 14, 37, "start", "", series.get(i).title());
      x += 30 + 7 * series.get(i).title().length();
    }
  }

  private void marks(StringBuilder svg, int height) {
    for (double mark : scale.marks) {
      double x = x(mark);
      svg.append(String.format(
          Locale.ROOT,
          "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#7d8590\""
              + " stroke-opacity=\"%s\"/>%n",
          x,
          TOP - 8,
          x,
          height - 20,
          mark == 1 ? "0.9" : "0.3"));
      text(svg, x, height - 6, "middle", "", label(mark));
    }
  }

  private int group(StringBuilder svg, Group group, int top) {
    int middle = top + group.bars.size() * BAR / 2 + 4;
    text(svg, LEFT - 10, middle, "end", "", group.title);
    int y = top;
    for (Bar bar : group.bars) {
      if (Double.isNaN(bar.value)) {
        text(svg, LEFT + 4, y + 9, "start", " font-size=\"9\"", "–");
      } else {
        double end = Math.max(x(bar.value), LEFT + 1.5);
        rectangle(svg, LEFT, y, end - LEFT, BAR - 2, bar.series.colour());
        text(svg, end + 4, y + 9, "start", " font-size=\"9\"", label(bar.value));
      }
      y += BAR;
    }
    return y + GAP;
  }

  private double x(double value) {
    return LEFT + scale.position(value) * (WIDTH - LEFT - RIGHT);
  }

  /** Returns three digits, or what is before the point. */
  public static String label(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static void rectangle(
      StringBuilder svg, double x, double y, double width, double height, String colour) {
    svg.append(String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
        x,
        y,
        width,
        height,
        colour));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String style, String text) {
    svg.append(String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>%n",
        x,
        y,
        anchor,
        style,
        text.replace("&", "&amp;").replace("<", "&lt;")));
  }
}
