package io.spillway.core.moderation;

import static java.util.Objects.requireNonNullElse;

import io.spillway.AuthorRules;
import io.spillway.CategoryRule;
import io.spillway.Exemptions;
import io.spillway.InvalidField;
import io.spillway.LinkRule;
import io.spillway.Policy;
import io.spillway.RateLimits;
import io.spillway.ReportRules;
import io.spillway.ShapeRules;
import io.spillway.StandingRules;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.policy.PolicyAction;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.ShapeDraft;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Overlays a policy with a draft: values replace those of the policy, words, hosts and exempt
 * authors are added, and a word moves from its previous list.
 */
public final class PolicyLayer {

  /**
   * Limit of phrases in a draft, so that the standard policy and two drafts stay within {@link
   * Policy#MAX_PHRASES}.
   */
  static final int MAX_PHRASES = 2_000;

  /**
   * Limit of allowed hosts in a draft, so that two drafts stay within {@link
   * LinkRule#MAX_ALLOWED_HOSTS}.
   */
  static final int MAX_ALLOWED_HOSTS = 400;

  /**
   * Limit of exempt authors in a draft, so that two drafts stay within {@link
   * Exemptions#MAX_AUTHORS}.
   */
  public static final int MAX_EXEMPT_AUTHORS = 200;

  /** Limit of exempt roles in a draft, as of authors. */
  public static final int MAX_EXEMPT_ROLES = 20;

  /** Default for a category without a rule in the base policy. */
  private static final CategoryRule NEW = CategoryRule.withholding(0.7, Severity.MEDIUM);

  private final PolicyCheck check = new PolicyCheck();
  private final PolicyDraft draft;
  private final Map<String, Category> banned;
  private final Map<String, Category> suspect;
  private final Set<String> allowed;

  private PolicyLayer(PolicyDraft draft) {
    this.draft = draft;
    draft
        .rules()
        .forEach(
            (category, rule) ->
                check.rule(category, requireNonNullElse(rule.threshold(), NEW.threshold())));
    banned = check.words("words.banned", draft.words().banned(), MAX_PHRASES);
    suspect = check.words("words.suspect", draft.words().suspect(), MAX_PHRASES);
    allowed = check.checkAllowed("words.allowed", draft.words().allowed(), MAX_PHRASES);
    check.rejectShared("words.suspect", suspect.keySet(), banned.keySet());
    check.rejectShared("words.allowed", allowed, banned.keySet());
    check.rejectShared("words.allowed", allowed, suspect.keySet());
    double linkScore = requireNonNullElse(draft.links().score(), 0.0);
    check.links(linkScore, draft.links().allowedHosts(), MAX_ALLOWED_HOSTS);
    check.rates(rates(RateLimits.NONE));
    check.standing(standing(StandingRules.OFF));
    check.shape(shape(ShapeRules.OFF));
    check.exempt(
        draft.exempt().authors(), draft.exempt().roles(), MAX_EXEMPT_AUTHORS, MAX_EXEMPT_ROLES);
    check.reports(reports(ReportRules.OFF));
  }

  /**
   * Returns the problems of a draft.
   *
   * @param draft any draft
   * @return the problems with each field's path; empty for a valid draft
   */
  public static List<InvalidField> problems(PolicyDraft draft) {
    return new PolicyLayer(draft).check.problems();
  }

  /**
   * Overlays a policy with a draft.
   *
   * @param base the base policy
   * @param draft the differences
   * @param version the new policy's version
   * @return the new policy
   * @throws io.spillway.InvalidInputException naming each problem of the draft
   */
  public static Policy on(Policy base, PolicyDraft draft, String version) {
    PolicyLayer layer = new PolicyLayer(draft);
    layer.check.orThrow();
    return new Policy(
        version,
        layer.rules(base),
        layer.words(base.banned(), layer.banned),
        layer.words(base.suspect(), layer.suspect),
        layer.links(base.links()),
        layer.rates(base.rates()),
        layer.standing(base.standing()),
        layer.shape(base.shape()),
        layer.exempt(base.exempt()),
        layer.authors(base.authors()),
        layer.reports(base.reports()));
  }

  /**
   * Overlays a policy with a stored draft. Entries that are refused now are left out.
   *
   * @param base the base policy
   * @param draft the differences, which were valid when they were stored
   * @param version the new policy's version
   * @return the new policy
   */
  public static Policy onStored(Policy base, PolicyDraft draft, String version) {
    return on(base, StoredEntries.readable(draft), version);
  }

  private Map<Category, CategoryRule> rules(Policy base) {
    Map<Category, CategoryRule> rules = new EnumMap<>(Category.class);
    rules.putAll(base.rules());
    draft.rules().forEach((category, rule) -> rules.put(category, rule(rules.get(category), rule)));
    return rules;
  }

  private static CategoryRule rule(@Nullable CategoryRule inherited, PolicyDraft.Rule named) {
    CategoryRule base = requireNonNullElse(inherited, NEW);
    double threshold = requireNonNullElse(named.threshold(), base.threshold());
    Severity severity = requireNonNullElse(named.severity(), base.severity());
    PolicyAction action = requireNonNullElse(named.action(), base.action());
    return new CategoryRule(threshold, severity, action);
  }

  private Map<String, Category> words(Map<String, Category> base, Map<String, Category> named) {
    Map<String, Category> words = new HashMap<>(base);
    words.keySet().removeAll(banned.keySet());
    words.keySet().removeAll(suspect.keySet());
    words.keySet().removeAll(allowed);
    words.putAll(named);
    return words;
  }

  private LinkRule links(LinkRule base) {
    Set<String> hosts = new HashSet<>(base.allowedHosts());
    hosts.addAll(draft.links().allowedHosts());
    return new LinkRule(
        requireNonNullElse(draft.links().score(), base.score()),
        hosts,
        requireNonNullElse(draft.links().strictness(), base.strictness()));
  }

  private RateLimits rates(RateLimits base) {
    PolicyDraft.Rates named = draft.rates();
    return new RateLimits(
        requireNonNullElse(named.messages(), base.messages()),
        requireNonNullElse(named.repeats(), base.repeats()),
        requireNonNullElse(named.links(), base.links()),
        requireNonNullElse(named.streamRepeats(), base.streamRepeats()));
  }

  private ShapeRules shape(ShapeRules base) {
    ShapeDraft named = draft.shape();
    return new ShapeRules(
        requireNonNullElse(named.score(), base.score()),
        requireNonNullElse(named.capitals(), base.capitals()),
        requireNonNullElse(named.run(), base.run()),
        requireNonNullElse(named.emoji(), base.emoji()),
        requireNonNullElse(named.lineBreaks(), base.lineBreaks()),
        requireNonNullElse(named.marks(), base.marks()));
  }

  private Exemptions exempt(Exemptions base) {
    Set<String> authors = new HashSet<>(base.authors());
    authors.addAll(draft.exempt().authors());
    Set<String> roles = new HashSet<>(base.roles());
    roles.addAll(draft.exempt().roles());
    return new Exemptions(authors, roles);
  }

  private AuthorRules authors(AuthorRules base) {
    return new AuthorRules(requireNonNullElse(draft.authors().ignoreCase(), base.ignoreCase()));
  }

  private ReportRules reports(ReportRules base) {
    return new ReportRules(requireNonNullElse(draft.reports().withholdAt(), base.withholdAt()));
  }

  private StandingRules standing(StandingRules base) {
    PolicyDraft.Standing named = draft.standing();
    return new StandingRules(
        requireNonNullElse(named.strikeDays(), base.strikeDays()),
        requireNonNullElse(named.warnAt(), base.warnAt()),
        requireNonNullElse(named.slowAt(), base.slowAt()),
        requireNonNullElse(named.slowSeconds(), base.slowSeconds()),
        requireNonNullElse(named.holdAt(), base.holdAt()));
  }
}
