package io.spillway.cli.terminal;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

  private static final String MESSAGE = "the payload is not well-formed JSON, at line 1, column 26";

  private static Table table() {
    Table table = new Table(fixed("ID"), extra("STREAM"), extra("TIME"), text("MESSAGE"));
    table.add("main~~469", "main", "2026-11-30T04:41:00Z", MESSAGE);
    return table;
  }

  @Test
  void without_a_terminal_nothing_is_cut() {
    assertThat(table().lines(Integer.MAX_VALUE))
        .containsExactly(
            "ID         STREAM  TIME                  MESSAGE",
            "main~~469  main    2026-11-30T04:41:00Z  " + MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 100, 200})
  void each_line_fits_the_terminal_and_the_id_is_complete(int columns) {
    assertThat(table().lines(columns))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns))
        .anySatisfy(line -> assertThat(line).startsWith("main~~469  "));
  }

  @Test
  void a_text_is_cut_before_a_column_is_omitted_and_the_last_extra_column_goes_first() {
    assertThat(table().lines(80).get(1)).contains("2026-11-30T04:41:00Z", "the payload", "…");
    assertThat(table().lines(60).get(1))
        .contains("main ", "the payload is not well-formed")
        .doesNotContain("2026");
  }

  @Test
  void a_terminal_of_unknown_width_has_80_columns() {
    assertThat(Terminal.columns(0)).isEqualTo(80);
    assertThat(Terminal.columns(50)).isEqualTo(50);
  }

  @Test
  void a_character_of_two_code_units_is_not_cut_in_half() {
    Table table = new Table(text("MESSAGE"));
    table.add("🚀".repeat(30));

    assertThat(table.lines(20).get(1)).isEqualTo("🚀".repeat(19) + "…");
  }
}
