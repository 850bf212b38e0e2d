package io.spillway.core.text;

import io.spillway.LinkRule;
import io.spillway.ports.policy.LinkStrictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One pass over a text that finds its links to hosts that are not allowed. */
final class LinkScanner {

  private static final String AFTER_LINK = " ,;()<>[]{}\"'|*“”‘’«»「」『』（）【】";
  private static final String AFTER_HOST = "/\\?#";
  private static final String PUNCTUATION = ".!?:-_~。…";

  /** Schemes that need no second slash to be one. */
  private static final Set<String> SCHEMES =
      Set.of("http", "https", "hxxp", "hxxps", "hxtp", "htxp", "ftp", "ftps", "sftp", "ws", "wss");

  private static final int LONGEST_HOST = 253;
  private static final int SHORTEST_PORT = 2;

  private final LinkText text;
  private final LinkRule rule;
  private final int most;
  private final DottedName name;
  private final BareNames bareNames;
  private final List<Links.Link> found = new ArrayList<>();
  private int endFrom = -1;
  private int end = -1;

  LinkScanner(FoldedText text, LinkRule rule, int most) {
    this.text = new LinkText(text);
    this.rule = rule;
    this.most = most;
    this.name = new DottedName(this.text);
    this.bareNames = new BareNames(this.text, this.name);
  }

  List<Links.Link> find() {
    int at = 0;
    while (at < text.length() && found.size() < most) {
      if (text.isLabel(at)) {
        at = readName(at);
      } else if (isSlash(at) && isSlash(at + 1)) {
        at = readAuthority(at, endOfSlashes(at), false);
      } else {
        at++;
      }
    }
    return found;
  }

  /** Reads a name and what follows it; returns the position to go on from. */
  private int readName(int start) {
    name.read(start);
    int end = name.end();
    if (text.at(end) == ':' && isSlash(end + 1) && isScheme(end)) {
      return readAuthority(name.start(), endOfSlashes(end + 1), true);
    }
    if (name.isAddress()) {
      return readAddress(end);
    }
    int suffix = name.size() < 2 ? 0 : suffix();
    if (suffix == 0 || isPartOfMail(start, end)) {
      return end;
    }
    return readBareName(suffix, end);
  }

  private boolean isScheme(int end) {
    String last = name.label(name.size() - 1);
    return isSlash(end + 2) ? last.length() > 1 : SCHEMES.contains(last);
  }

  /**
   * Reads a host after slashes, and the rest of its link.
   *
   * @param hasScheme whether a scheme is before the slashes, so that any host is one
   * @return the position to go on from
   */
  private int readAuthority(int start, int hostStart, boolean hasScheme) {
    if (text.at(hostStart) == '[' && text.at(hostStart + 1) != '.') {
      return readAddressInBrackets(start, hostStart, hasScheme);
    }
    int end = endOfLink(hostStart);
    int hostEnd = endOfHost(hostStart, end);
    String host = host(hostStart, hostEnd);
    if (host.isEmpty()) {
      return Math.max(end, hostStart);
    }
    if (hasScheme || isKnownHost(hostStart)) {
      add(start, end, host);
      return end;
    }
    return hostStart;
  }

  private int readAddressInBrackets(int start, int hostStart, boolean hasScheme) {
    int end = hostStart + 1;
    boolean hasColon = false;
    while (LinkText.isDigit(text.at(end)) || text.isLetter(end) || text.at(end) == ':') {
      hasColon |= text.at(end) == ':';
      end++;
    }
    if (hasScheme && hasColon && text.at(end) == ']') {
      add(start, end + 1, "[]");
    }
    return end;
  }

  private boolean isKnownHost(int start) {
    if (!text.isLabel(start)) {
      return false;
    }
    name.read(start);
    return name.isAddress() || (name.size() > 1 && suffix() == name.size());
  }

  /** Returns the host in an authority, as a browser does: after the last at sign, decoded. */
  private String host(int start, int end) {
    StringBuilder host = new StringBuilder();
    for (int at = start; at < end; ) {
      int label = at;
      while (at < end && !text.isDot(at) && text.at(at) != '[' && text.at(at) != '(') {
        at++;
      }
      host.append(text.asWritten(label, at));
      if (at < end) {
        host.append('.');
        at = Math.max(name.afterDot(at), at + 1);
      }
    }
    return Authority.host(host.toString());
  }

  private int readAddress(int end) {
    boolean isLink =
        hasPort(end)
            || (text.at(end) == '/' && text.isLetter(end + 1))
            || rule.strictness() == LinkStrictness.STRICT;
    int linkEnd = endOfLink(end);
    if (isLink) {
      add(name.start(), linkEnd, name.host(name.size()));
    }
    return isLink ? linkEnd : end;
  }

  /**
   * Returns the number of labels up to a top-level domain: the last label, or an earlier one that
   * is no word, as in {@code evil.com.thanks}; 0 for none.
   */
  private int suffix() {
    for (int last = name.size() - 1; last > 0; last--) {
      String label = name.label(last);
      boolean exists = !label.isEmpty() && !name.label(last - 1).isEmpty() && exists(last);
      if (exists && (last == name.size() - 1 || LinkWords.isPlain(label))) {
        return last + 1;
      }
    }
    boolean isWeb = name.label(0).equals("www") && name.label(name.size() - 1).length() > 1;
    return isWeb ? name.size() : 0;
  }

  private boolean exists(int last) {
    String written = text.asWritten(name.start(last), name.end(last));
    return text.isForeign(name.start(last - 1), name.end(last))
        ? TopLevelDomains.existsAs(written)
        : TopLevelDomains.exists(name.label(last), written) && !text.isFlag(name.start(last));
  }

  private boolean isPartOfMail(int start, int end) {
    return (text.at(end) == '@' && text.isLabel(end + 1))
        || (text.at(start - 1) == '@' && !isSlash(end));
  }

  private int readBareName(int suffix, int end) {
    boolean isWhole = suffix == name.size();
    boolean hasMore = isWhole && (hasPort(end) || AFTER_HOST.indexOf(text.at(end)) >= 0);
    int linkEnd = hasMore ? endOfLink(end) : name.end(suffix - 1);
    boolean isLink =
        name.label(0).equals("www")
            || (hasMore && bareNames.hasPathOrPort(suffix, hasPort(end), linkEnd))
            || bareNames.isLink(suffix, rule.strictness());
    if (isLink) {
      add(name.start(0), linkEnd, name.host(suffix));
    }
    return isLink ? Math.max(end, linkEnd) : end;
  }

  private boolean hasPort(int at) {
    int end = at + 1;
    while (LinkText.isDigit(text.at(end))) {
      end++;
    }
    return text.at(at) == ':' && end - at > SHORTEST_PORT;
  }

  private void add(int start, int end, String host) {
    int trimmed = end;
    while (trimmed > start + 1 && PUNCTUATION.indexOf(text.at(trimmed - 1)) >= 0) {
      trimmed--;
    }
    if (!isAllowed(host)) {
      found.add(text.link(start, trimmed));
    }
  }

  private boolean isAllowed(String host) {
    if (host.length() > LONGEST_HOST) {
      return false;
    }
    for (int dot = -1; dot < host.length(); dot = nextDot(host, dot + 1)) {
      if (rule.allowedHosts().contains(host.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private static int nextDot(String host, int from) {
    int dot = host.indexOf('.', from);
    return dot < 0 ? host.length() : dot;
  }

  private boolean isSlash(int at) {
    return text.at(at) == '/' || text.at(at) == '\\';
  }

  private int endOfSlashes(int at) {
    int end = at;
    while (isSlash(end)) {
      end++;
    }
    return end;
  }

  /**
   * Returns the end of a link: a space, or a sign that is usually not in one. Kept, because one end
   * is the end of many names: {@code a.b/a.b/a.b}.
   */
  private int endOfLink(int start) {
    if (start < endFrom || start > end) {
      endFrom = start;
      end = start;
      while (end < text.length() && !isAfterLink(end)) {
        end = Math.max(end + 1, afterBracketedDot(end));
      }
    }
    return end;
  }

  private boolean isAfterLink(int at) {
    return AFTER_LINK.indexOf(text.at(at)) >= 0 && afterBracketedDot(at) < 0;
  }

  private int afterBracketedDot(int at) {
    return text.at(at) == '[' || text.at(at) == '(' ? name.afterDot(at) : -1;
  }

  private int endOfHost(int start, int limit) {
    int end = start;
    while (end < limit && AFTER_HOST.indexOf(text.at(end)) < 0 && !isEndOfSentence(end)) {
      end++;
    }
    return end;
  }

  /** Returns whether a full stop of Chinese or Japanese follows a host. */
  private boolean isEndOfSentence(int at) {
    return text.at(at) == '。' && !text.isDot(at);
  }
}
