package io.spillway.cli.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writer that escapes control characters in others' text, because they could control the terminal:
 * C0, DEL and C1 (where U+009B begins a command as ESC [ does) and bidirectional marks become
 * {@code \\u009b}, which is equivalent in JSON. Tabs and line ends are kept.
 */
public final class TerminalWriter extends FilterWriter {

  private TerminalWriter(Writer out) {
    super(out);
  }

  /** Returns a writer on {@code out} that escapes. */
  public static PrintWriter on(Writer out) {
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
