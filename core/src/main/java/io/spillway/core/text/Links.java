package io.spillway.core.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the hosts that a text links to. */
public final class Links {

  private static final Pattern PIECE = Pattern.compile("[^\\s,;()<>\\[\\]{}\"'|*]+");
  private static final Pattern SCHEME = Pattern.compile("https?:[/\\\\]+");
  private static final Pattern AFTER_HOST = Pattern.compile("[/\\\\?#]");
  private static final Pattern HOST = Pattern.compile("(?:[\\p{L}\\p{N}-]++\\.)++\\p{L}{2,24}");
  private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  /** Top-level domains with which a bare name is a link; with others it may be a missing space. */
  private static final Set<String> COMMON_ENDINGS =
      Set.of(
          "com", "net", "org", "info", "biz", "io", "gg", "tv", "ly", "xyz", "ru", "link", "shop",
          "site", "club", "online", "top");

  private Links() {}

  /** Returns whether a text links to a host that is neither an allowed host nor its subdomain. */
  public static boolean hasExternalLink(String text, Collection<String> allowed) {
    return mayLink(text) && externalLinks(lowerCase(text), allowed).findAny().isPresent();
  }

  /** Fast check: most texts have neither a scheme nor a name with a dot. */
  private static boolean mayLink(String text) {
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == ':' || (sign == '.' && isLetter(text, i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }

  /**
   * Finds the links in a text to hosts that are neither allowed nor subdomains of allowed hosts.
   *
   * @param lowered the text in lower case
   * @param allowed the allowed hosts, in lower case
   */
  public static Stream<MatchResult> externalLinks(String lowered, Collection<String> allowed) {
    return PIECE
        .matcher(lowered)
        .results()
        .filter(
            piece ->
                host(piece.group())
                    .anyMatch(
                        host ->
                            allowed.stream()
                                .noneMatch(ok -> host.equals(ok) || host.endsWith("." + ok))));
  }

  /** {@return whether a text links to a host that is not allowed} */
  public static boolean hasExternalLink(FoldedText text, io.spillway.LinkRule rule) {
    return hasExternalLink(text.folded(), rule.allowedHosts());
  }

  /** Receiver of links, with places in the text as written. */
  public interface Finds {
    void found(int start, int end);
  }

  /** Finds links. */
  public static void find(FoldedText text, io.spillway.LinkRule rule, Finds finds) {
    externalLinks(text.folded(), rule.allowedHosts())
        .forEach(link -> finds.found(text.start(link.start()), text.end(link.end() - 1)));
  }

  public static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns whether a name is a host in the form that {@link #externalLinks} compares. */
  public static boolean isHost(String name) {
    return HOST.matcher(name).matches() && name.equals(lowerCase(name));
  }

  private static Stream<String> host(String piece) {
    Matcher scheme = SCHEME.matcher(piece);
    boolean hasScheme = scheme.find();
    String[] parts = AFTER_HOST.split(hasScheme ? piece.substring(scheme.end()) : piece, 2);
    String host = hasScheme ? hostOf(parts[0]) : EDGES.matcher(parts[0]).replaceAll("");
    boolean hasPath = parts.length == 2 && !parts[1].isEmpty();
    return hasScheme ? Stream.of(host) : Stream.of(host).filter(name -> isLink(name, hasPath));
  }

  /**
   * Returns the host after the last {@code @}, as a browser does: {@code good.example@bad.example}
   * leads to {@code bad.example}.
   */
  private static String hostOf(String authority) {
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int port = host.indexOf(':');
    return EDGES.matcher(port < 0 ? host : host.substring(0, port)).replaceAll("");
  }

  private static boolean isLink(String name, boolean hasPath) {
    return HOST.matcher(name).matches()
        && (hasPath
            || name.startsWith("www.")
            || COMMON_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)));
  }
}
