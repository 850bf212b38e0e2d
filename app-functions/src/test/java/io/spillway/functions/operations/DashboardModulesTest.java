package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DashboardModulesTest {

  private static final int MAX_LINE = 120;

  @Test
  void no_module_imports_itself_by_way_of_others() {
    ScriptModules modules = new ScriptModules(DashboardSources.endingIn(".js"));
    assertThat(modules.imports().get("app.js")).contains("review.js", "router.js");
    assertThat(modules.circle()).isEmpty();
  }

  @Test
  void a_circle_is_found_however_it_is_written() {
    Map<String, String> sources = new TreeMap<>();
    sources.put("a.js", "import { b } from \"./b.js\";\nimport {\n  c,\n} from './c.js';\n");
    sources.put("b.js", "export const path = \"./a.js\";\n");
    sources.put("c.js", "export * from \"./d.js\";\n");
    sources.put("d.js", "import \"./c.js\";\n");
    ScriptModules modules = new ScriptModules(sources);
    assertThat(modules.imports().get("a.js")).containsExactly("b.js", "c.js");
    assertThat(modules.circle()).containsExactly("c.js", "d.js", "c.js");
    sources.put("d.js", "import \"./b.js\";\n");
    assertThat(new ScriptModules(sources).circle()).isEmpty();
  }

  /** The formatter breaks lines where possible; texts and templates are broken by hand. */
  @Test
  void no_line_is_longer_than_the_formatter_is_told() {
    Map<String, String> sources = DashboardSources.endingIn(".js");
    sources.putAll(DashboardSources.endingIn(".css"));
    assertThat(sources).containsKeys("app.js", "style.css");
    sources.forEach(
        (name, source) ->
            assertThat(source.lines()).as(name).allMatch(line -> line.length() <= MAX_LINE));
  }
}
