package io.spillway.core.text;

import java.text.Normalizer;
import java.util.Locale;

/** Part of a URL between its slashes, as a browser reads it. */
final class Authority {

  private Authority() {}

  /** Returns the host after the last at sign, decoded, without its port. */
  static String host(String authority) {
    String host = decode(authority.substring(authority.lastIndexOf('@') + 1));
    int port = host.indexOf(':');
    return withoutEdges(port < 0 ? host : host.substring(0, port));
  }

  private static String decode(String host) {
    if (host.indexOf('%') < 0) {
      return host;
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < host.length(); i++) {
      int value = host.charAt(i) == '%' ? hexadecimal(host, i + 1) : -1;
      if (value < 0) {
        decoded.append(host.charAt(i));
      } else {
        decoded.append((char) value);
        i += 2;
      }
    }
    return Normalizer.normalize(decoded, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static int hexadecimal(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static String withoutEdges(String host) {
    int start = 0;
    int end = host.length();
    while (start < end && !Character.isLetterOrDigit(host.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(host.charAt(end - 1))) {
      end--;
    }
    return host.substring(start, end);
  }
}
