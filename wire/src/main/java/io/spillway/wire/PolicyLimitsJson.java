package io.spillway.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.ShapeDraft;
import io.spillway.ports.policy.StreamRepeats;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON of a policy's limits of rate and shape, exemptions, names and reports. */
final class PolicyLimitsJson {

  private PolicyLimitsJson() {}

  static void write(ObjectNode node, PolicyDraft policy) {
    writeRates(node.putObject("rates"), policy.rates());
    writeShape(node.putObject("shape"), policy.shape());
    ObjectNode exempt = node.putObject("exempt");
    PolicyJson.putTexts(exempt, "authors", policy.exempt().authors());
    PolicyJson.putTexts(exempt, "roles", policy.exempt().roles());
    ObjectNode authors = node.putObject("authors");
    if (policy.authors().ignoreCase() != null) {
      authors.put("ignoreCase", policy.authors().ignoreCase());
    }
    ObjectNode reports = node.putObject("reports");
    if (policy.reports().withholdAt() != null) {
      reports.put("withholdAt", policy.reports().withholdAt());
    }
  }

  private static void writeRates(ObjectNode node, PolicyDraft.Rates rates) {
    putLimit(node, "messages", rates.messages());
    putLimit(node, "repeats", rates.repeats());
    putLimit(node, "links", rates.links());
    StreamRepeats repeats = rates.streamRepeats();
    if (repeats != null) {
      write(node.putObject("streamRepeats"), repeats.limit()).put("minLength", repeats.minLength());
    }
  }

  private static void putLimit(ObjectNode node, String field, @Nullable RateLimit limit) {
    if (limit != null) {
      write(node.putObject(field), limit);
    }
  }

  private static ObjectNode write(ObjectNode node, RateLimit limit) {
    return node.put("most", limit.most()).put("seconds", limit.seconds());
  }

  private static void writeShape(ObjectNode node, ShapeDraft shape) {
    if (shape.score() != null) {
      node.put("score", shape.score());
    }
    CapitalsLimit capitals = shape.capitals();
    if (capitals != null) {
      node.putObject("capitals").put("most", capitals.most()).put("letters", capitals.letters());
    }
    PolicyJson.putNumber(node, "run", shape.run());
    PolicyJson.putNumber(node, "emoji", shape.emoji());
    PolicyJson.putNumber(node, "lineBreaks", shape.lineBreaks());
    PolicyJson.putNumber(node, "marks", shape.marks());
  }

  static PolicyDraft.Rates readRates(JsonFields rates) {
    return new PolicyDraft.Rates(
        readLimit(rates, "messages"),
        readLimit(rates, "repeats"),
        readLimit(rates, "links"),
        readStreamRepeats(rates));
  }

  /** Treats a limit as one value: neither part is inherited individually. */
  private static @Nullable RateLimit readLimit(JsonFields rates, String name) {
    JsonFields fields = rates.object(name);
    return rates.has(name) ? readLimit(rates, name, fields) : null;
  }

  private static @Nullable RateLimit readLimit(JsonFields rates, String name, JsonFields fields) {
    Integer most = fields.wholeNumber("most");
    Integer seconds = fields.wholeNumber("seconds");
    if (most != null && seconds != null) {
      return new RateLimit(most, seconds);
    }
    rates.wrong(name, "must have most and seconds, two whole numbers");
    return null;
  }

  private static @Nullable StreamRepeats readStreamRepeats(JsonFields rates) {
    String name = "streamRepeats";
    JsonFields fields = rates.object(name);
    if (!rates.has(name)) {
      return null;
    }
    RateLimit limit = readLimit(rates, name, fields);
    Integer minLength = fields.wholeNumber("minLength");
    int least = minLength == null ? StreamRepeats.DEFAULT_MIN_LENGTH : minLength;
    return limit == null ? null : new StreamRepeats(limit, least);
  }

  static ShapeDraft readShape(JsonFields shape) {
    return new ShapeDraft(
        shape.number("score"),
        readCapitals(shape),
        shape.wholeNumber("run"),
        shape.wholeNumber("emoji"),
        shape.wholeNumber("lineBreaks"),
        shape.wholeNumber("marks"));
  }

  private static @Nullable CapitalsLimit readCapitals(JsonFields shape) {
    String name = "capitals";
    JsonFields fields = shape.object(name);
    if (!shape.has(name)) {
      return null;
    }
    Double most = fields.number("most");
    Integer letters = fields.wholeNumber("letters");
    if (most != null && letters != null) {
      return new CapitalsLimit(most, letters);
    }
    shape.wrong(name, "must have most, a number, and letters, a whole number");
    return null;
  }

  static ExemptDraft readExempt(JsonFields exempt) {
    return new ExemptDraft(Set.copyOf(exempt.texts("authors")), Set.copyOf(exempt.texts("roles")));
  }
}
