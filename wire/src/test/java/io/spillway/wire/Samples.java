package io.spillway.wire;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.StorableText;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.policy.CapitalsLimit;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.LinkStrictness;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.policy.ShapeDraft;
import io.spillway.ports.policy.StreamRepeats;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReportSummary;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Random samples of the domain types in every shape; {@link LetterSamples} has dead letters. */
class Samples extends Chance {

  Samples(long seed) {
    super(seed);
  }

  Message message() {
    return new Message(id(), id(), text(), text(), instant(), publishedVerdict());
  }

  Violation violation() {
    ViolationId id = new ViolationId(id(), id());
    List<AuditEntry> audit = list(4, this::step);
    audit.add(step());
    ViolationState state = audit.get(audit.size() - 1).to();
    return new Violation(
        id,
        text(),
        text(),
        instant(),
        flagged(),
        state,
        any(PendingEffect.class),
        audit,
        assignment(),
        reports());
  }

  private ReportSummary reports() {
    int count = random.nextInt(9);
    return count == 0
        ? ReportSummary.NONE
        : new ReportSummary(
            count, count * random.nextDouble(), Map.of(any(ReasonCode.class), count));
  }

  Report viewerReport() {
    return new Report(
        new ViolationId(id(), id()),
        text(),
        text(),
        any(ReasonCode.class),
        text(),
        random.nextDouble(),
        instant(),
        random.nextBoolean());
  }

  Restriction restriction() {
    return new Restriction(
        text(),
        orNull(this::id),
        any(RestrictionEffect.class),
        1 + random.nextInt(600),
        instant(),
        any(ReasonCode.class),
        text(),
        text(),
        instant());
  }

  AuthorNote authorNote() {
    return new AuthorNote(id(), text(), orNull(this::id), "note " + text(), text(), instant());
  }

  private Assignment assignment() {
    return new Assignment(
        instant(),
        Set.copyOf(list(3, this::text)),
        orNull(() -> new Claim(text(), text(), instant())),
        orNull(this::text));
  }

  StreamEvent event() {
    String source = random.nextBoolean() ? StreamEvent.API : "https://site.example/" + id();
    return new StreamEvent(id(), source, id(), "actor " + text(), instant(), detail());
  }

  Alert alert() {
    return new Alert(
        id(),
        id(),
        text(),
        text(),
        instant(),
        orNull(this::text),
        orNull(() -> new WithheldName(any(Category.class), text())),
        orNull(this::cause),
        orNull(this::text));
  }

  private Alert.Cause cause() {
    return new Alert.Cause(
        text(),
        text(),
        detail().values(),
        orNull(() -> (long) random.nextInt(1_000)),
        orNull(this::id));
  }

  WorkflowStatus workflowStatus() {
    return new WorkflowStatus(
        id(), any(WorkflowStatus.State.class), nanos(), orNull(this::nanos), list(4, this::report));
  }

  PolicyRevision policyRevision() {
    PolicyScope scope = random.nextBoolean() ? PolicyScope.DEFAULT : PolicyScope.ofStream(id());
    return new PolicyRevision(
        scope, 1 + random.nextInt(999_999), orNull(this::policy), text(), instant(), text());
  }

  AuditRecord auditRecord() {
    return new AuditRecord(
        id(),
        instant(),
        text(),
        any(AuditAction.class),
        orNull(this::id),
        orNull(this::id),
        orNull(this::text),
        orNull(() -> any(Category.class)),
        orNull(this::text),
        orNull(this::text),
        orNull(() -> any(ReasonCode.class)),
        text());
  }

  Erasure erasure() {
    Erasure pending =
        new Erasure(
            id(),
            text(),
            text(),
            orNull(this::id),
            text(),
            instant(),
            Map.of("messages", (long) random.nextInt(99), text(), (long) random.nextInt(99)),
            orNull(() -> new Erasure.Position(orNull(this::text), orNull(this::text), true)),
            null);
    return random.nextBoolean() ? pending : pending.finished(instant());
  }

  PolicyDraft policy() {
    Map<Category, PolicyDraft.Rule> rules = new EnumMap<>(Category.class);
    list(5, () -> any(Category.class)).forEach(category -> rules.put(category, rule()));
    return new PolicyDraft(
        rules,
        new PolicyDraft.Words(words(), words(), Set.copyOf(list(3, this::text))),
        new PolicyDraft.Links(
            orNull(random::nextDouble),
            Set.copyOf(list(3, this::text)),
            orNull(() -> any(LinkStrictness.class))),
        new PolicyDraft.Rates(
            orNull(this::limit),
            orNull(this::limit),
            orNull(this::limit),
            orNull(() -> new StreamRepeats(limit(), random.nextInt()))),
        new PolicyDraft.Standing(
            orNull(random::nextInt),
            orNull(random::nextInt),
            orNull(random::nextInt),
            orNull(random::nextInt),
            orNull(random::nextInt)),
        new ShapeDraft(
            orNull(random::nextDouble),
            orNull(() -> new CapitalsLimit(random.nextDouble(), random.nextInt())),
            orNull(random::nextInt),
            orNull(random::nextInt),
            orNull(random::nextInt),
            orNull(random::nextInt)),
        new ExemptDraft(Set.copyOf(list(3, this::text)), Set.copyOf(list(3, this::text))),
        new PolicyDraft.Authors(orNull(random::nextBoolean)),
        new PolicyDraft.Reports(orNull(random::nextDouble)));
  }

  private PolicyDraft.Rule rule() {
    return new PolicyDraft.Rule(
        orNull(random::nextDouble),
        orNull(() -> any(Severity.class)),
        orNull(() -> any(PolicyAction.class)));
  }

  private Map<String, Category> words() {
    Map<String, Category> words = new HashMap<>();
    list(4, this::text).forEach(word -> words.put(word, any(Category.class)));
    return words;
  }

  private RateLimit limit() {
    return new RateLimit(random.nextInt(), random.nextInt());
  }

  Verdict.Published publishedVerdict() {
    return switch (random.nextInt(4)) {
      case 3 ->
          new Verdict.Marked(
              any(Category.class),
              any(Severity.class),
              random.nextDouble(),
              scores(),
              text(),
              provenance());
      case 0 -> new Verdict.Allowed(scores(), text(), provenance());
      case 1 -> new Verdict.Unmoderated(text(), text(), random.nextInt(9));
      case 2 -> new Verdict.Kept(text(), nanos(), text());
      default -> new Verdict.Released(text(), nanos());
    };
  }

  Verdict.Flagged flagged() {
    return new Verdict.Flagged(
        any(Category.class),
        any(Severity.class),
        random.nextDouble(),
        text(),
        scores(),
        text(),
        provenance(),
        matches(),
        random.nextBoolean());
  }

  private List<Match> matches() {
    return random
        .ints(random.nextInt(4), 0, 400)
        .mapToObj(start -> new Match(start, 1 + random.nextInt(90), any(Match.Rule.class)))
        .toList();
  }

  Payload payload(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return random.nextBoolean() ? Payload.of(bytes) : Payload.of(text() + size);
  }

  private EventDetail detail() {
    return switch (random.nextInt(5)) {
      case 0 -> new EventDetail.Follow();
      case 1 -> new EventDetail.Subscription("tier " + id(), 1 + random.nextInt(1_200));
      case 2 -> new EventDetail.Donation(money());
      case 3 -> new EventDetail.Raid(random.nextInt(10_000_001));
      default -> new EventDetail.Custom("hype." + id(), customFields());
    };
  }

  private Map<String, String> customFields() {
    Map<String, String> fields = new HashMap<>();
    list(4, this::text).stream()
        .filter(text -> StorableText.problem(text) == null)
        .forEach(text -> fields.put("k." + id(), text));
    return fields;
  }

  private Money money() {
    List<String> codes = List.of("USD", "JPY", "KWD", "EUR", "CLF");
    Currency currency = Currency.getInstance(codes.get(random.nextInt(codes.size())));
    return new Money(
        random.nextBoolean() ? 1 + random.nextInt(999) : Money.maxMinorUnits(currency), currency);
  }

  private AuditEntry step() {
    return new AuditEntry(
        instant(),
        text(),
        any(ReviewAction.class),
        orNull(() -> any(ViolationState.class)),
        any(ViolationState.class),
        orNull(() -> any(ReasonCode.class)),
        text(),
        orNull(this::text),
        orNull(this::text));
  }

  final ActivityReport report() {
    return new ActivityReport(
        text(), any(ActivityReport.State.class), random.nextInt(9), orNull(this::failure));
  }

  final Failure failure() {
    Duration retryAfter = orNull(() -> Duration.ofNanos(Math.abs(random.nextLong() / 1000)));
    return new Failure(
        "some.code-" + random.nextInt(9), any(FailureCategory.class), text(), retryAfter);
  }

  private Scores scores() {
    Map<Category, Double> scores = new EnumMap<>(Category.class);
    list(6, () -> any(Category.class)).forEach(c -> scores.put(c, random.nextDouble()));
    return new Scores(scores);
  }

  private Provenance provenance() {
    return new Provenance(text(), text(), text(), Duration.ofNanos(random.nextInt()).abs());
  }
}
