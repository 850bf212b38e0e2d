package io.spillway.benchmarks;

import io.spillway.Policy;
import io.spillway.WordListClassifier;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Classification;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyDraft;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading of awkward texts of growing length, by a policy with 2,000 entries and by the built-in
 * word list. Time in proportion to the length shows that no step is quadratic; the percentiles are
 * those of single texts.
 */
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextBenchmark {

  private static final int ENTRIES = 2_000;
  private static final Policy POLICY =
      Policy.standard().but(draft -> draft.withWords(words()).withLinks(links()));

  /** Kinds of texts. */
  public enum Kind {
    /** Everyday talk. */
    ORDINARY("what a save, that was the best round of the whole evening! "),
    /** One letter, repeated. */
    LETTER("a"),
    /** Signs with three readings. */
    ONES("1|!1l"),
    /** Single letters. */
    SPELLED("b o s s "),
    /** Letters and digits. */
    DIGITS("a1b2c3d4"),
    /** Masked letters. */
    MASKED("z*r*b*"),
    /** Letters under marks. */
    MARKS("z\u0351\u0352o\u0357"),
    /** Compatible forms. */
    CIRCLED("\u24e9\u24de"),
    /** Letters that look Latin. */
    CYRILLIC("зорблакс "),
    /** A script without spaces. */
    HAN("傻瓜你"),
    /** A script with articles and endings. */
    ARABIC("كلبال"),
    /** Characters that stand for a sentence. */
    LIGATURE("\uFDFA"),
    /** Emoji of several people. */
    EMOJI("👨\u200D👩\u200D👧"),
    /** First words of phrases. */
    PHRASES("i will "),
    /** Links and what looks like them. */
    LINKS("a.co/"),
    /** Schemes without a host. */
    SCHEMES("http://"),
    /** Spelled dots. */
    DOTS("bad dot "),
    /** Colons. */
    COLONS(":a:b");

    private final String part;

    Kind(String part) {
      this.part = part;
    }

    String text(int length) {
      String text = part.repeat(length / part.length() + 1);
      return text.substring(0, length);
    }
  }

  @Param private Kind kind = Kind.ORDINARY;

  @Param({"125", "250", "500", "1000"})
  private int length;

  private final WordListClassifier list = new WordListClassifier();
  private String text = "";

  /** Makes the text. */
  @Setup
  public void make() {
    text = kind.text(length);
  }

  /** Reads a text by the policy's words and links. */
  @Benchmark
  public Scores byPolicy() {
    return POLICY.floor(text);
  }

  /** Reads a text by the built-in word list. */
  @Benchmark
  public Classification byWordList() {
    return list.classify(text);
  }

  private static PolicyDraft.Words words() {
    Map<String, Category> banned = new HashMap<>();
    for (int i = 0; i < ENTRIES - 5; i++) {
      banned.put("zor" + Integer.toString(i, 36) + "x", Category.HARASSMENT);
    }
    for (String word : Set.of("illiilli", "lllll iiiii", "aaaaaaaa", "abababab", "*anywhere*")) {
      banned.put(word, Category.HARASSMENT);
    }
    return new PolicyDraft.Words(banned, Map.of(), Set.of());
  }

  private static PolicyDraft.Links links() {
    return new PolicyDraft.Links(1.0, Set.of("example.com"));
  }
}
