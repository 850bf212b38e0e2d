package io.spillway.benchmarks;

import io.spillway.Policy;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ahocorasick.trie.Trie;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.IterationParams;

/**
 * Reading of chat messages by 2,000 banned words: by a policy, which finds disguised, spaced and
 * foreign spellings and scores them; by an Aho-Corasick automaton of whole words; by the same after
 * the substitutions of the library obscenity; and by one regular expression.
 */
@Fork(1)
@Warmup(iterations = 16, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 32, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RulesBenchmark {

  private static final List<String> WORDS =
      IntStream.range(0, 2_000).mapToObj(i -> "zor" + Integer.toString(i, 36) + "x").toList();

  private static final List<String> TEXTS =
      List.of(
          "what a save, that was the best round of the whole evening!",
          "lol",
          "hello from Lisbon, first time here",
          "when does the next match start? I think the host said nine",
          "GG everyone, see you tomorrow",
          "you are such a zor1ax",
          "that z0r1ax again",
          "I had this exact bug at work last week, restarting the router fixed it");

  private static final Map<Character, Character> LOOKALIKES =
      Map.of('0', 'o', '3', 'e', '4', 'a', '@', 'a', '5', 's', '$', 's', '7', 't', '!', 'i');

  private final Policy policy =
      Policy.standard()
          .but(
              draft ->
                  draft.withWords(
                      new PolicyDraft.Words(
                          WORDS.stream()
                              .collect(Collectors.toMap(word -> word, word -> Category.HARASSMENT)),
                          Map.of(),
                          Set.of())));
  private final Trie trie = Trie.builder().ignoreCase().onlyWholeWords().addKeywords(WORDS).build();
  private final Pattern pattern =
      Pattern.compile("\\b(?:" + String.join("|", WORDS) + ")\\b", Pattern.CASE_INSENSITIVE);
  private final Turns turns = new Turns(4);
  private Function<String, Object> reader = policy::floor;
  private int next;

  @Setup(Level.Iteration)
  public void takeTurns(IterationParams iteration) {
    reader =
        switch (turns.next(iteration)) {
          case 0 -> policy::floor;
          case 1 -> trie::containsMatch;
          case 2 -> text -> trie.containsMatch(substitute(text));
          default -> text -> pattern.matcher(text).find();
        };
  }

  /** Reads a message. */
  @Benchmark
  public Object inTurns() {
    return reader.apply(TEXTS.get(next++ & 7));
  }

  /** Returns a text in lower case without compatible forms, look-alikes and repetitions. */
  private static String substitute(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder substituted = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char letter = LOOKALIKES.getOrDefault(plain.charAt(i), plain.charAt(i));
      int length = substituted.length();
      if (length < 2
          || letter != substituted.charAt(length - 1)
          || letter != substituted.charAt(length - 2)) {
        substituted.append(letter);
      }
    }
    return substituted.toString();
  }
}
