package io.spillway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Age limit of the list of known vulnerabilities, which grows without a commit here. Checked by
 * {@code mvn -Pquality} only, so that a commit's tests do not depend on the date.
 */
@EnabledIfSystemProperty(named = "spillway.quality", matches = "true")
class AdvisoriesAgeTest {

  private static final long MAX_DAYS = 90;
  private static final Path LIST =
      RepositoryRoot.resolve(
          "infra/packaging/src/test/resources/io/spillway/packaging/advisories.json");
  private static final Pattern DATE = Pattern.compile("\"date\": \"([0-9-]+)\"");

  @Test
  void the_list_of_advisories_is_not_old() throws IOException {
    Matcher date = DATE.matcher(Files.readString(LIST));
    assertThat(date.find()).as("%s has a date", LIST).isTrue();
    long age =
        ChronoUnit.DAYS.between(LocalDate.parse(date.group(1)), LocalDate.now(ZoneOffset.UTC));
    assertThat(age)
        .withFailMessage(
            "advisories.json is %d days old, more than %d: compare it with the advisories since %s",
            age, MAX_DAYS, date.group(1))
        .isLessThanOrEqualTo(MAX_DAYS);
  }
}
