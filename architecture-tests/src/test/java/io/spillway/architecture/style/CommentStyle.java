package io.spillway.architecture.style;

import io.spillway.architecture.style.JavaParts.Kind;
import io.spillway.architecture.style.JavaParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules for comments and messages of Java sources. */
final class CommentStyle {

  private static final Pattern TYPE =
      Pattern.compile(
          "\\s*(?:@(?!interface\\b)[\\w.]+\\s*(?:\\([^()]*(?:\\([^()]*\\)[^()]*)*\\)\\s*)?"
              + "|(?:public|protected|private|static|final|abstract|sealed|non-sealed|open)\\s+)*"
              + "(?:class|interface|record|enum|@interface|package|module)\\s+\\w");
  private static final Pattern PARAM = tag("@param\\s+(?:<\\w+>|\\w+)\\s+");
  private static final Pattern RETURN = tag("(?:\\{@return|(?<!\\{)@return)\\s+");
  private static final Pattern THROWS = tag("@throws\\s+[\\w.]+\\s+");
  private static final Pattern FILLER =
      Pattern.compile("(?m)\\bsee \\{@link #\\w+\\([^)]*\\)}\\.?\\s*$");

  /** Names of code within Javadoc. */
  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|literal|link|linkplain|value|snippet)\\b[^}]*}");

  private final Words classStart;
  private final Words tagStart;
  private final Words throwsStart;
  private final Words banned;

  CommentStyle(Sections words) {
    classStart = new Words(words.lines("class begins with"));
    tagStart = new Words(words.lines("tag begins with"));
    throwsStart = new Words(words.lines("throws begins with"));
    banned = new Words(words.lines("anywhere"));
  }

  private static Pattern tag(String start) {
    return Pattern.compile(start + "(?<text>(?s:.{0,200}))");
  }

  List<Finding> check(SourceText source) {
    JavaParts java = JavaParts.of(source);
    String code = java.code();
    List<Finding> findings = new ArrayList<>();
    for (Part part : java.parts()) {
      if (part.kind() == Kind.JAVADOC) {
        boolean ofType = TYPE.matcher(code).region(part.end(), code.length()).lookingAt();
        checkJavadoc(source.path(), part, ofType, findings);
      }
      // A literal without a space is a code or a name.
      if (part.kind() != Kind.STRING || part.text().contains(" ")) {
        String kind = part.kind() == Kind.STRING ? "message" : "comment";
        findings.addAll(bannedWords(source.path(), part.line(), kind, withoutCode(part.text())));
      }
    }
    return findings;
  }

  private void checkJavadoc(String path, Part part, boolean ofType, List<Finding> findings) {
    String text = part.text();
    if (ofType && classStart.begin(text.strip())) {
      findings.add(new Finding(path, part.line(), "class Javadoc's first word", text));
    }
    checkTag(path, part, PARAM, tagStart, "@param's first word", findings);
    checkTag(path, part, RETURN, tagStart, "@return's first word", findings);
    checkTag(path, part, THROWS, throwsStart, "@throws's first word", findings);
    Matcher filler = FILLER.matcher(text);
    while (filler.find()) {
      findings.add(at(path, part, filler.start(), "filler", filler.group()));
    }
  }

  private static void checkTag(
      String path, Part part, Pattern tag, Words start, String rule, List<Finding> findings) {
    Matcher matcher = tag.matcher(part.text());
    for (int from = 0; matcher.find(from); from = matcher.start("text")) {
      String text = matcher.group("text");
      // "Whether there" is a condition, which is what a result may be.
      boolean condition = tag == RETURN && text.startsWith("whether");
      if (start.begin(text) && !condition) {
        findings.add(at(path, part, matcher.start(), rule, matcher.group()));
      }
    }
  }

  private static Finding at(String path, Part part, int offset, String rule, String text) {
    long above = part.text().substring(0, offset).chars().filter(each -> each == '\n').count();
    return new Finding(path, part.line() + (int) above, rule, text);
  }

  private static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll(code -> code.group().replaceAll("[^\\n]", " "));
  }

  /** Finds banned words in a text that begins on the given line of a file. */
  List<Finding> bannedWords(String path, int line, String kind, String text) {
    List<Finding> findings = new ArrayList<>();
    for (Words.Match match : banned.in(text)) {
      int above = (int) text.substring(0, match.start()).chars().filter(c -> c == '\n').count();
      String around =
          text.substring(
              Math.max(0, match.start() - 40), Math.min(text.length(), match.end() + 40));
      String rule =
          "'%s' in a %s%s"
              .formatted(
                  match.word().replaceAll("\\s+", " "),
                  kind,
                  match.instead().isEmpty() ? "" : " (say: " + match.instead() + ")");
      findings.add(new Finding(path, line + above, rule, around));
    }
    return findings;
  }
}
