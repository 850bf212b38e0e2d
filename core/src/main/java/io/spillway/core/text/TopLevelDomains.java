package io.spillway.core.text;

import java.util.Set;

/** Top-level domains that exist, by IANA's list. */
final class TopLevelDomains {

  private static final String PUNYCODE = "xn--";
  private static final int COUNTRY_CODE = 2;

  private static final WordGroups GROUPS = WordGroups.read("top-level-domains.txt");
  private static final Set<String> ASCII = GROUPS.group("ascii");
  private static final Set<String> OTHER = GROUPS.group("other");

  /** Second labels of registries under which anyone can register, such as {@code co.uk}. */
  private static final Set<String> REGISTRIES =
      Set.of(
          "ac", "asso", "biz", "co", "com", "edu", "firm", "gen", "gob", "gouv", "gov", "govt",
          "id", "idv", "in", "ind", "info", "ltd", "me", "mil", "ne", "net", "nom", "or", "org",
          "plc", "school", "web");

  private TopLevelDomains() {}

  /**
   * Returns whether a top-level domain exists.
   *
   * @param folded its folded form, in which {@code com} may have had Cyrillic letters
   * @param written its lower-case form as written
   */
  static boolean exists(String folded, String written) {
    return ASCII.contains(folded)
        || folded.startsWith(PUNYCODE)
        || (!written.equals(folded) && existsAs(written));
  }

  /** Returns whether a top-level domain of another script than Latin exists. */
  static boolean existsAs(String written) {
    return OTHER.contains(written);
  }

  static boolean isCountryCode(String name) {
    return name.length() == COUNTRY_CODE;
  }

  /** Returns whether a host is one under which anyone can register a name. */
  static boolean isPublicSuffix(String host) {
    int dot = host.indexOf('.');
    if (dot < 0) {
      return exists(host, host);
    }
    String last = host.substring(dot + 1);
    return isCountryCode(last) && exists(last, last) && REGISTRIES.contains(host.substring(0, dot));
  }
}
