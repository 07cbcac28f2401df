package org.cloudinit.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "## template: jinja",
                "##template:jinja",
                "## TEMPLATE: Jinja  \t",
                "##\ttemplate:  jinja\r"
            })
    void theFirstLineMarksATemplate(String line) {
        assertEquals(new Template("a\nb", "doc", 2), Template.marked(line + "\na\nb", "doc"));
        assertEquals(new Template("", "doc", 2), Template.marked(line, "doc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# template: jinja",
                " ## template: jinja",
                "## template: basic",
                "## template jinja",
                "#cloud-config\n## template: jinja",
                ""
            })
    void otherFirstLinesDoNot(String document) {
        assertNull(Template.marked(document, "doc"));
    }

    @Test
    void anUnknownKindIsRefusedWithItsPlace() {
        MalformedException refused =
                assertThrows(
                        MalformedException.class,
                        () -> Template.marked("## template: cheetah\nx", "doc"));
        assertEquals("template.unknown-kind", refused.problem().code());
        assertEquals("doc:1:1", refused.problem().origin().toString());
    }

    @Test
    void withoutAnEngineATemplateIsRefused() {
        MalformedException refused =
                assertThrows(
                        MalformedException.class,
                        () -> TemplateEngine.NONE.render(Template.of("x", "doc"), Mapping.EMPTY));
        assertEquals("template.no-engine", refused.problem().code());
    }

    @Test
    void textIsNotPrinted() {
        assertFalse(Template.of("marker", "doc").toString().contains("marker"));
        assertFalse(new TemplateEngine.Rendered("marker", List.of()).toString().contains("marker"));
    }
}
