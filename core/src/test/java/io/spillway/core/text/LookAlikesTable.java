package io.spillway.core.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.VersionInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Table of look-alikes, as it follows from Unicode's confusables and names (ICU4J) and from the
 * short lists of this class.
 */
final class LookAlikesTable {

  /**
   * Letters that resemble another Latin letter than their skeleton, or one that has none: turned
   * letters, capitals that are better known than the small letter, signs of currencies.
   */
  private static final Map<Integer, String> OWN_FOLDS =
      pairs("υy ωw ðd əe әe ƨs ꙅs ∂d ₳a ฿b ₿b ₵c ₣f ₲g €e £l ₤l ₺l ₼m ₦n ₱p ₽p ₹r ₴s ₸t");

  private static final Map<Integer, String> OWN_SEEN = pairs("Σe Λa Δa Ωo ғf Ғf");

  private static final Map<Integer, String> OWN_EXPANSIONS = Map.of((int) 'ß', "ss");

  /**
   * Letters that stay themselves, although their skeletons or capitals are Latin letters, because
   * two letters of one alphabet would become one, or because readers of Russian do not take them
   * for these. Those of the second list have no second reading either.
   */
  private static final String KEPT = "σγє" + "гшь";

  private static final String WITHOUT_SECOND_READING = "гшь";

  private static final Set<Integer> SCRIPTS =
      Set.of(
          UScript.LATIN,
          UScript.GREEK,
          UScript.CYRILLIC,
          UScript.ARMENIAN,
          UScript.COPTIC,
          UScript.CHEROKEE,
          UScript.DESERET,
          UScript.OSAGE,
          UScript.LISU,
          UScript.CANADIAN_ABORIGINAL);

  /** Scripts whose letters with strokes or tails are letters of their own. */
  private static final Set<Integer> EXACT =
      Set.of(UScript.GREEK, UScript.CYRILLIC, UScript.ARMENIAN);

  private static final VersionInfo JAVA_17 = VersionInfo.UNICODE_13_0;

  private static final Pattern LATIN_NAME =
      Pattern.compile(
          "LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL )?"
              + "(?:DOTLESS |TURNED |REVERSED |SIDEWAYS |INSULAR |STRETCHED |BLACKLETTER |OPEN |SCRIPT )*"
              + "([A-Z])(?: ROTUNDA)?(?: WITH .*| BAR)?");

  private static final Pattern TWO_LATIN =
      Pattern.compile("LATIN (?:SMALL|CAPITAL) LETTER (AA|AO|AU|AV|AY|OO|VY|UE|OU)");

  private static final Pattern CYRILLIC_NAME =
      Pattern.compile("(CYRILLIC (?:SMALL|CAPITAL) LETTER [A-Z -]+?) WITH .*");

  private static final Pattern SIGN_NAME =
      Pattern.compile(
          "(?:(?:CROSSED )?NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER"
              + "|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])");

  private static final Pattern SQUARED_WORD =
      Pattern.compile("(?:NEGATIVE )?SQUARED (AB|WC|CL|COOL|FREE|ID|NEW|NG|OK|SOS|VS|IC|PA|SA)");

  private final SpoofChecker checker =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  private final Map<String, String> bySkeleton = new HashMap<>();
  private final Map<String, String> representatives = new HashMap<>();

  /** Letter or digit by code point. */
  final TreeMap<Integer, String> folds = new TreeMap<>();

  /** Second reading by code point. */
  final TreeMap<Integer, String> seen = new TreeMap<>();

  /** Several letters by code point. */
  final TreeMap<Integer, String> expansions = new TreeMap<>();

  LookAlikesTable() {
    targets();
    List<Integer> scope = scope();
    scope.forEach(this::fold);
    scope.stream().filter(UCharacter::isLetter).forEach(this::represent);
    scope.stream().filter(UCharacter::isLetter).forEach(this::foldToRepresentative);
    scope.stream().filter(UCharacter::isLetter).forEach(this::see);
  }

  /** Returns the lines of the file, without its head. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(lines("fold", folds));
    lines.addAll(lines("seen", seen));
    lines.addAll(lines("expand", expansions));
    return lines;
  }

  private static List<String> lines(String kind, Map<Integer, String> entries) {
    TreeMap<String, StringBuilder> byTarget = new TreeMap<>();
    entries.forEach(
        (from, to) ->
            byTarget.computeIfAbsent(to, any -> new StringBuilder()).appendCodePoint(from));
    return byTarget.entrySet().stream()
        .map(entry -> kind + " " + entry.getKey() + " " + entry.getValue())
        .toList();
  }

  /** Returns the code points that can be in the table. */
  List<Integer> scope() {
    return IntStream.range(0x80, 0x20000).filter(this::isInScope).boxed().toList();
  }

  private boolean isInScope(int codePoint) {
    if (!UCharacter.isDefined(codePoint)
        || (isKnown(codePoint) && !Character.toString(codePoint).equals(plain(codePoint)))) {
      return false;
    }
    if (OWN_FOLDS.containsKey(codePoint)) {
      return true;
    }
    int script = UScript.getScript(codePoint);
    return switch (UCharacter.getType(codePoint)) {
      case ECharacterCategory.UPPERCASE_LETTER,
          ECharacterCategory.LOWERCASE_LETTER,
          ECharacterCategory.TITLECASE_LETTER,
          ECharacterCategory.OTHER_LETTER ->
          SCRIPTS.contains(script);
      case ECharacterCategory.MATH_SYMBOL,
          ECharacterCategory.CURRENCY_SYMBOL,
          ECharacterCategory.OTHER_SYMBOL,
          ECharacterCategory.OTHER_NUMBER,
          ECharacterCategory.DECIMAL_DIGIT_NUMBER ->
          script == UScript.COMMON;
      default -> false;
    };
  }

  private void targets() {
    for (char letter = 'a'; letter <= 'z'; letter++) {
      bySkeleton.put(skeleton(letter), String.valueOf(letter));
    }
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      bySkeleton.putIfAbsent(skeleton(letter), lower(letter));
    }
    for (int at = 0x80; at < 0xFFFF; at++) {
      String name = UCharacter.getName(at);
      if (name != null && name.matches("LATIN LETTER SMALL CAPITAL [A-Z]")) {
        bySkeleton.putIfAbsent(skeleton(at), lower(name.charAt(name.length() - 1)));
      }
    }
  }

  private void fold(int codePoint) {
    int lower = UCharacter.toLowerCase(codePoint);
    String expansion = expansion(lower);
    if (expansion != null) {
      put(expansions, codePoint, lower, expansion);
      return;
    }
    String letter = OWN_FOLDS.getOrDefault(lower, letter(lower));
    if (letter != null) {
      put(folds, codePoint, lower, letter);
    }
  }

  /** Puts an entry for the small letter, which is what the product looks up. */
  private static void put(Map<Integer, String> entries, int codePoint, int lower, String letters) {
    entries.put(lower, letters);
    if (!isKnown(codePoint)) {
      entries.put(codePoint, letters);
    }
  }

  private @Nullable String expansion(int lower) {
    String own = OWN_EXPANSIONS.get(lower);
    if (own != null) {
      return own;
    }
    if (UScript.getScript(lower) == UScript.LATIN) {
      String skeleton = withoutMarks(skeleton(lower));
      if (skeleton.matches("[a-z]{2,3}") && !bySkeleton.containsKey(skeleton)) {
        return skeleton.replace("rn", "m");
      }
      return group(TWO_LATIN, lower);
    }
    return group(SQUARED_WORD, lower);
  }

  private @Nullable String letter(int lower) {
    if (!UCharacter.isLetter(lower)) {
      return sign(lower);
    }
    if (KEPT.indexOf(lower) >= 0) {
      return null;
    }
    int capital = UCharacter.toUpperCase(lower);
    int simple = UCharacter.toLowerCase(capital);
    return first(
        exact(lower),
        UScript.getScript(lower) == UScript.ARMENIAN ? null : exact(capital),
        stripped(lower),
        stripped(capital),
        group(LATIN_NAME, lower),
        withoutStroke(lower),
        newer(lower),
        simple == lower ? null : letterOrItself(simple));
  }

  private @Nullable String sign(int codePoint) {
    String name = UCharacter.getExtendedName(codePoint);
    double number = UCharacter.getUnicodeNumericValue(codePoint);
    if (number >= 0 && number <= 9 && name.contains("CIRCLED")) {
      return Integer.toString((int) number);
    }
    String look = bySkeleton.get(withoutMarks(skeleton(codePoint)));
    // What looks like l or o is a bar or a circle.
    boolean isLetter = look != null && !"lo".contains(look);
    return first(isLetter ? look : null, group(SIGN_NAME, codePoint), newer(codePoint));
  }

  private @Nullable String exact(int codePoint) {
    return bySkeleton.get(skeleton(codePoint));
  }

  private @Nullable String stripped(int codePoint) {
    return EXACT.contains(UScript.getScript(codePoint))
        ? null
        : bySkeleton.get(withoutMarks(skeleton(codePoint)));
  }

  private @Nullable String withoutStroke(int codePoint) {
    Matcher name = CYRILLIC_NAME.matcher(UCharacter.getExtendedName(codePoint));
    if (!name.matches()) {
      return null;
    }
    int base = UCharacter.getCharFromName(name.group(1));
    if (base < 0) {
      return null;
    }
    return letterOrItself(base);
  }

  private String letterOrItself(int lower) {
    return Optional.ofNullable(letter(lower)).orElse(Character.toString(lower));
  }

  /** Returns the plain form of a letter that Java 17 does not know. */
  private static @Nullable String newer(int codePoint) {
    String plain = withoutMarks(plain(codePoint)).toLowerCase(Locale.ROOT);
    return !isKnown(codePoint) && plain.matches("[a-z0-9]") ? plain : null;
  }

  private void represent(int codePoint) {
    int script = UScript.getScript(codePoint);
    boolean canRepresent =
        UCharacter.toLowerCase(codePoint) == codePoint
            && (script == UScript.GREEK || script == UScript.CYRILLIC);
    if (canRepresent && !expansions.containsKey(codePoint)) {
      String letter = folds.getOrDefault(codePoint, Character.toString(codePoint));
      representatives.merge(
          skeleton(codePoint),
          letter,
          (one, other) -> isRussian(other.codePointAt(0)) ? other : one);
    }
  }

  private void foldToRepresentative(int codePoint) {
    boolean isFree =
        UCharacter.toLowerCase(codePoint) == codePoint
            && KEPT.indexOf(codePoint) < 0
            && !folds.containsKey(codePoint)
            && !expansions.containsKey(codePoint);
    String representative = representatives.get(skeleton(codePoint));
    if (isFree && representative != null && representative.codePointAt(0) != codePoint) {
      folds.put(codePoint, representative);
    }
  }

  private static boolean isRussian(int codePoint) {
    return codePoint >= 'а' && codePoint <= 'я';
  }

  private void see(int codePoint) {
    int lower = UCharacter.toLowerCase(codePoint);
    if (expansions.containsKey(lower) || WITHOUT_SECOND_READING.indexOf(lower) >= 0) {
      return;
    }
    String look =
        OWN_SEEN.getOrDefault(codePoint, bySkeleton.get(withoutMarks(skeleton(codePoint))));
    if (look != null && !look.equals(folds.get(lower))) {
      seen.put(codePoint, look);
    }
  }

  String skeleton(int codePoint) {
    return checker.getSkeleton(Character.toString(codePoint));
  }

  private static String plain(int codePoint) {
    return Normalizer2.getNFKDInstance().normalize(Character.toString(codePoint));
  }

  private static String withoutMarks(String text) {
    return text.replaceAll("\\p{M}", "");
  }

  /** Returns whether Java 17 knows a code point, so that it changes its case and form itself. */
  private static boolean isKnown(int codePoint) {
    return UCharacter.getAge(codePoint).compareTo(JAVA_17) <= 0;
  }

  private static @Nullable String group(Pattern pattern, int codePoint) {
    Matcher name = pattern.matcher(UCharacter.getExtendedName(codePoint));
    return name.matches() ? name.group(1).toLowerCase(Locale.ROOT) : null;
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  private static String lower(int letter) {
    return Character.toString(UCharacter.toLowerCase(letter));
  }

  private static Map<Integer, String> pairs(String pairs) {
    Map<Integer, String> byFirst = new HashMap<>();
    for (String pair : pairs.split(" ", -1)) {
      byFirst.put(pair.codePointAt(0), pair.substring(pair.offsetByCodePoints(0, 1)));
    }
    return byFirst;
  }

  /** Returns the lines of the file's head. */
  static List<String> head() {
    return List.of(
        "# Letters and signs that look like others: kind of entry, what they look like, and they.",
        "# fold    a letter in its small form, or a sign: the Latin letter or digit; else the",
        "#         Cyrillic or Greek letter that stands for all of one look",
        "# seen    a second reading: what a letter as written looks like, if that is another letter",
        "# expand  several letters",
        "# Unicode "
            + version(UCharacter.getUnicodeVersion())
            + ", by ICU4J "
            + version(VersionInfo.ICU_VERSION)
            + ": skeletons of UTS #39,"
            + " names, and the short lists in LookAlikesTable, which",
        "# writes this file (LookAlikesTableTest). Without: what NFKD makes a letter or digit; marks;",
        "# letters of scripts that have no capitals (Arabic, Hebrew, Thai, Han, ...), whose words stay",
        "# as they are, but for Lisu and Canadian syllabics, which serve as Latin capitals.");
  }

  private static String version(VersionInfo version) {
    return version.getMajor() + "." + version.getMinor();
  }
}
