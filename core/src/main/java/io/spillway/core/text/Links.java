package io.spillway.core.text;

import io.spillway.LinkRule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the links in a text to hosts that are neither allowed nor subdomains of allowed hosts.
 * {@link io.spillway.ports.policy.LinkStrictness} says what a link is.
 */
public final class Links {

  private static final Pattern HOST = Pattern.compile("(?:[\\p{L}\\p{N}-]++\\.)++\\p{L}{2,24}");

  /**
   * Place of a link in a text as written.
   *
   * @param start the first character
   * @param end the end, exclusive
   */
  public record Link(int start, int end) {}

  private Links() {}

  /**
   * {@return whether a text links to a host that is neither an allowed host nor its subdomain}
   *
   * @param text any text
   * @param rule the allowed hosts and the strictness
   */
  public static boolean hasExternalLink(FoldedText text, LinkRule rule) {
    return mayLink(text.folded()) && !new LinkScanner(text, rule, 1).find().isEmpty();
  }

  /**
   * {@return the links in a text to hosts that are neither allowed nor subdomains of allowed hosts,
   * in their order}
   *
   * @param text any text
   * @param rule the allowed hosts and the strictness
   */
  public static List<Link> find(FoldedText text, LinkRule rule) {
    return mayLink(text.folded())
        ? new LinkScanner(text, rule, Integer.MAX_VALUE).find()
        : List.of();
  }

  /**
   * {@return whether a name is a host in the form of {@link LinkRule#allowedHosts}}
   *
   * @param name any text
   */
  public static boolean isHost(String name) {
    return HOST.matcher(name).matches() && name.equals(name.toLowerCase(Locale.ROOT));
  }

  /**
   * {@return whether anyone can register names under a host, such as {@code co.uk}}
   *
   * @param host any host
   */
  public static boolean isPublicSuffix(String host) {
    return TopLevelDomains.isPublicSuffix(host);
  }

  /** Fast check: most texts have neither a sign nor a word for a dot, nor slashes. */
  private static boolean mayLink(String folded) {
    for (int i = 0; i < folded.length(); i++) {
      char sign = folded.charAt(i);
      if ((sign == '.' && i + 1 < folded.length() && folded.charAt(i + 1) != '.')
          || sign == '/'
          || sign == '\\'
          || (sign > '~' && LinkText.DOTS.indexOf(sign) >= 0)) {
        return true;
      }
    }
    return hasWordForDot(folded);
  }

  private static boolean hasWordForDot(String folded) {
    for (String word : DottedName.WORDS) {
      if (folded.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
