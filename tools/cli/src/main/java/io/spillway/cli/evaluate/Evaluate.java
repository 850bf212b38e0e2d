package io.spillway.cli.evaluate;

import io.spillway.InvalidField;
import io.spillway.Policy;
import io.spillway.WordListClassifier;
import io.spillway.core.moderation.PolicyHash;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.PolicyJson;
import io.spillway.wire.UnreadableJsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the local classifier and policies on labelled texts.
 *
 * @param policy the policy file; null for the standard policy
 * @param candidates at most {@value #MAX_CANDIDATES} policy files; if empty, a built-in candidate
 * @param save the file for the figures; null to save none
 * @param previous the saved figures of an earlier run; null for no comparison
 */
public record Evaluate(
    InputFile input,
    @Nullable Path policy,
    List<Path> candidates,
    @Nullable Path save,
    @Nullable Path previous) {

  public static final int MAX_CANDIDATES = 3;

  public Evaluate {
    candidates = List.copyOf(candidates);
    if (candidates.size() > MAX_CANDIDATES) {
      throw new IllegalArgumentException("--candidate may be given up to three times");
    }
    if (save != null && isSame(save, input.path())) {
      throw new IllegalArgumentException("--save must not be the file of --input");
    }
  }

  /**
   * Prints the tables, and saves the figures.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file is invalid
   */
  public void print(PrintWriter out) throws IOException {
    Policy base =
        policy == null ? Policy.standard() : Policy.standard().with(draft(policy), name(policy));
    List<Policy> others = new ArrayList<>();
    for (Path candidate : candidates) {
      others.add(Policy.standard().with(draft(candidate), name(candidate)));
    }
    if (others.isEmpty()) {
      others.add(base.with(halve(base), "halved"));
    }
    SavedRun earlier = previous == null ? null : SavedRun.read(previous);
    InputFile.Content content = input.read();
    if (earlier != null) {
      earlier.requireSameSource(content.source());
    }
    Evaluation evaluation = new Evaluation(new WordListClassifier(), base, others, content.texts());
    SavedRun run =
        new SavedRun(
            content.source(), evaluation.model(), PolicyHash.version(base), evaluation.rows());
    out.printf(
        "%d texts, word list %s, policy %s%n",
        content.texts().size(), evaluation.model(), base.version());
    if (content.blank() + content.skipped() > 0) {
      out.printf("Left out: %d blank, %d by label%n", content.blank(), content.skipped());
    }
    out.println();
    EvaluationReport.print(evaluation, out);
    if (earlier != null) {
      new Comparison(earlier, run, out).print();
    }
    out.flush();
    if (save != null) {
      run.save(save);
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Returns a policy with all thresholds halved. */
  private static PolicyDraft halve(Policy base) {
    Map<Category, PolicyDraft.Rule> rules = new EnumMap<>(Category.class);
    base.rules()
        .forEach(
            (category, rule) ->
                rules.put(category, new PolicyDraft.Rule(rule.threshold() / 2, null, null)));
    return PolicyDraft.EMPTY.withRules(rules);
  }

  private static PolicyDraft draft(Path file) throws IOException {
    JsonFields fields;
    try {
      fields = new JsonFields(Json.readObject(Files.readString(file)));
    } catch (UnreadableJsonException e) {
      throw new IllegalArgumentException(file + ": " + e.problem());
    }
    PolicyDraft draft = PolicyJson.read(fields);
    List<String> wrong =
        Stream.of(
                fields.wrong().entrySet().stream().map(bad -> bad.getKey() + " " + bad.getValue()),
                fields.unknown().stream().map(name -> name + " is not a known field"),
                Policy.problems(draft).stream().map(Evaluate::format))
            .flatMap(problems -> problems)
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": " + wrong.stream().collect(Collectors.joining("; ")));
    }
    return draft;
  }

  private static String format(InvalidField bad) {
    return bad.field() + " " + bad.message();
  }

  /** Returns the file's name as a version. */
  private static String name(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\.json$", "");
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "policy" : plain.substring(0, Math.min(plain.length(), 48));
  }
}
