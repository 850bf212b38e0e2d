package io.spillway.cli.deadletters;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writer to a terminal: what others wrote must not steer it. Control characters (C0, DEL and C1, of
 * which U+009B begins a command as ESC [ does) and marks that turn a line around are written as
 * {@code \\u009b}, which is the same text within JSON. Tabs and ends of lines are left.
 */
final class TerminalWriter extends FilterWriter {

  private TerminalWriter(Writer out) {
    super(out);
  }

  static PrintWriter on(Writer out) {
    return new PrintWriter(new TerminalWriter(out));
  }

  @Override
  public void write(int c) throws IOException {
    if (steers((char) c)) {
      out.write(String.format("\\u%04x", c & 0xffff));
    } else {
      out.write(c);
    }
  }

  @Override
  public void write(char[] chars, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(chars[i]);
    }
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(text.charAt(i));
    }
  }

  private static boolean steers(char c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      return false;
    }
    return Character.isISOControl(c)
        || c == '\u061c'
        || (c >= '\u200e' && c <= '\u200f')
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
