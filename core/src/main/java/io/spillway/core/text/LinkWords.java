package io.spillway.core.text;

import java.util.Set;

/** Words by which names of hosts are told from sentences; the bundled file says what they are. */
final class LinkWords {

  private static final WordGroups GROUPS = WordGroups.read("link-words.txt");
  private static final Set<String> PLAIN = GROUPS.group("plain");
  private static final Set<String> WORD = GROUPS.group("word");
  private static final Set<String> ORDINARY = GROUPS.group("ordinary");

  static final Set<String> CODE = GROUPS.group("code");
  static final Set<String> ARCHIVE = GROUPS.group("archive");
  static final Set<String> BRAND = GROUPS.group("brand");
  static final Set<String> COMMON = GROUPS.group("common");
  static final Set<String> SHOUT = GROUPS.group("shout");
  static final Set<String> SPELLED = GROUPS.group("spelled");
  static final Set<String> POINT = GROUPS.group("point");
  static final Set<String> STRONG = GROUPS.group("strong");
  static final Set<String> SUBJECT = GROUPS.group("subject");
  static final Set<String> PRODUCT = GROUPS.group("product");
  static final Set<String> SHORT = GROUPS.group("short");

  private static final String[] FORMS = {"s", "d", "ed", "es", "er", "ing", "ly", "y"};

  private LinkWords() {}

  /** Returns whether a top-level domain is no word. */
  static boolean isPlain(String topLevelDomain) {
    return PLAIN.contains(topLevelDomain)
        || (TopLevelDomains.isCountryCode(topLevelDomain) && !isWord(topLevelDomain));
  }

  private static boolean isWord(String countryCode) {
    return WORD.contains(countryCode) || CODE.contains(countryCode);
  }

  /** Returns whether a top-level domain is also the ending of files. */
  static boolean isFile(String topLevelDomain) {
    return CODE.contains(topLevelDomain) || ARCHIVE.contains(topLevelDomain);
  }

  /** Returns whether a word is an ordinary one, in any of its forms and with repeated letters. */
  static boolean isOrdinary(String word) {
    return isListed(word) || isListed(withoutRepeats(word));
  }

  private static boolean isListed(String word) {
    if (ORDINARY.contains(word)) {
      return true;
    }
    for (String form : FORMS) {
      int stem = word.length() - form.length();
      if (stem > 1 && word.endsWith(form) && isStem(word.substring(0, stem), form)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isStem(String stem, String form) {
    int last = stem.length() - 1;
    boolean isDoubled = last > 1 && stem.charAt(last) == stem.charAt(last - 1);
    return ORDINARY.contains(stem)
        || (form.equals("ing") && ORDINARY.contains(stem + "e"))
        || (isDoubled && ORDINARY.contains(stem.substring(0, last)));
  }

  /** Returns a word with one letter for each run of three or more. */
  private static String withoutRepeats(String word) {
    StringBuilder once = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); ) {
      int end = i;
      while (end < word.length() && word.charAt(end) == word.charAt(i)) {
        end++;
      }
      once.append(word, i, end - i > 2 ? i + 1 : end);
      i = end;
    }
    return once.toString();
  }
}
