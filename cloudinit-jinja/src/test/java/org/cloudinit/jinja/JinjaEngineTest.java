package org.cloudinit.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JinjaEngineTest {
    private static final String VALUES =
            """
            {"s": "Hello", "n": 7, "f": 2.5, "t": true, "none": null, "l": ["b", "A", 1],
             "d": {"k": "v", "a": 1}, "users": [{"name": "bob", "id": 2}, {"name": "Al", "id": 1}]}
            """;

    private static TemplateEngine.Rendered render(String template) {
        var values =
                (Mapping)
                        new TextDocuments().json(VALUES.getBytes(StandardCharsets.UTF_8), "values");
        return new JinjaEngine().render(new Template(template, "part", 2), values);
    }

    private static Problem refused(String template) {
        return assertThrows(MalformedException.class, () -> render(template)).problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ==> ",
            quoteCharacter = '`',
            value = {
                "{{ t }} {{ none }} {{ f }} {{ n / 2 }} ==> True None 2.5 3.5",
                "{{ -7 // 2 }} {{ -7 % 3 }} {{ 2 ** 100 }} ==> -4 2 1267650600228229401496703205376",
                "{{ l }} {{ d }} {{ (1,) }} ==> ['b', 'A', 1] {'k': 'v', 'a': 1} (1,)",
                "{{ s[::-1] }} {{ s[1:3] }} {{ l[-1] }} ==> olleH el 1",
                "{{ s.upper() }} {{ 'a,b'.split(',') }} ==> HELLO ['a', 'b']",
                "{{ d.get('x', 'y') }} {{ d.items()|list }} ==> y [('k', 'v'), ('a', 1)]",
                "{{ '%05d|%-4s|%.1f'|format(n, 'x', f) }} ==> 00007|x   |2.5",
                "{{ '{:>6}{!r}'.format(n, s) }} ==> `     7'Hello'`",
                "{{ l|tojson }} {{ d|tojson }} ==> `[\"b\", \"A\", 1] {\"a\": 1, \"k\": \"v\"}`",
                "{{ users|sort(attribute='name')|map(attribute='id')|join(',') }} ==> 1,2",
                "{{ users|selectattr('id', 'gt', 1)|map(attribute='name')|first }} ==> bob",
                "{{ x|default('none given') }} {{ x is defined }} ==> none given False",
                "{% for i in range(3) if i != 1 %}{{ loop.index }}{{ i }},{% endfor %} ==> 10,22,",
                "{% set o %}a{% endset %}{{ o|upper }}{% do l.append(2) %}{{ l|length }} ==> A4",
                "{% macro m(a, b='B') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(b=2, a=0) }}"
                        + " ==> [1B][02]",
                "{% raw %}{{ x }}{% endraw %}{# no #}{{ 'a' if n > 5 else 'b' }} ==> {{ x }}a"
            })
    void rendersAsJinja(String template, String expected) {
        assertEquals(expected, render(template.strip()).text());
    }

    @Test
    void aLineEndBehindAStatementBelongsToIt() {
        assertEquals("a\nb\nc\n", render("a\n{% if t %}\nb\n{% endif %}\nc\n").text());
        assertEquals("a\n\nb\n\n", render("a\n{% if t +%}\nb\n{% endif %}\n").text());
        assertEquals("ab", render("a\n  {%- if t -%}\n  b\n{%- endif %}").text());
        assertEquals("7\nx", render("{{ n }}\nx").text());
    }

    @Test
    void missingVariablesShowTheirNamesAndAreNamed() {
        TemplateEngine.Rendered rendered = render("{{ a }} {{ d.b }} {{ a }} {{ l[9] }}");
        assertEquals(
                "CI_MISSING_JINJA_VAR/a CI_MISSING_JINJA_VAR/b CI_MISSING_JINJA_VAR/a"
                        + " CI_MISSING_JINJA_VAR/9",
                rendered.text());
        assertEquals(List.of("a", "b", "9"), rendered.missing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{{ } }} # template.syntax # part:2",
                "a~{% if t % } # template.syntax # part:3",
                "~~{% foo %} # template.syntax # part:4",
                "{% if t %}~ # template.syntax # part:2",
                "{{ s|nosuch }} # template.syntax # part:2",
                "{{ s is nosuch }} # template.syntax # part:2",
                "{{ 'a }} # template.syntax # part:2",
                "{{ 1 + }} # template.syntax # part:2",
                "{% for x %}{% endfor %} # template.syntax # part:2",
                "~{{ x.y }} # template.undefined # part:3",
                "{{ x + 1 }} # template.undefined # part:2",
                "{{ x|int }} # template.undefined # part:2",
                "{{ x-y }} # template.operation # part:2",
                "{{ s + 1 }} # template.operation # part:2",
                "{{ 1 / 0 }} # template.operation # part:2",
                "{{ n() }} # template.operation # part:2",
                "{{ s < 1 }} # template.operation # part:2",
                "{% include '/etc/shadow' %} # template.forbidden # part:2",
                "{% extends 'x' %} # template.forbidden # part:2",
                "{{ range(200000) }} # template.bound # part:2",
                "{{ 'x' * 99999999 }} # template.bound # part:2",
                "{{ '%99999999d' % 1 }} # template.bound # part:2",
                "{{ 9 ** 9999999 }} # template.bound # part:2",
                "{{ 's'.center(999999999) }} # template.bound # part:2"
            })
    void refusesWithCodeAndLine(String template, String code, String place) {
        Problem problem = refused(template.replace('~', '\n'));
        assertEquals(code, problem.code());
        assertEquals(place, problem.origin().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "''.__class__.__mro__",
        "s.__class__.forName('java.lang.Runtime')",
        "s.getClass()",
        "l.getClass().getClassLoader()",
        "d.__init__.__globals__",
        "range.__self__.x",
        "s.format.__call__.x"
    })
    void noWayLeadsOut(String expression) {
        Problem problem = refused("{{ " + expression + " }}");
        assertEquals("template.undefined", problem.code());
    }

    @Test
    void nothingGrowsWithoutEnd() {
        String[] bombs = {
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "{% for a in range(99999) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' * 999 }}{% endfor %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% set x = [] %}{% do x.append(x) %}{{ x }}",
            "{% set ns = namespace(s='x') %}{% for a in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
            "{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}",
            "{% if t %}".repeat(9_000) + "{% endif %}".repeat(9_000),
            "{% set l = [1] %}{% for i in range(60) %}{% do l.extend(l) %}{% endfor %}"
        };
        for (String bomb : bombs) {
            long start = System.nanoTime();
            assertEquals("template.bound", refused(bomb).code(), bomb.substring(0, 20));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertFalse(millis > 5_000, millis + " ms: " + bomb.substring(0, 20));
        }
    }

    @Test
    void messagesShowNoValue() {
        for (String template :
                List.of(
                        "{{ 'MARKER' + 1 }}",
                        "{{ 'MARKER'.nosuch.x }}",
                        "{{ {'MARKER': 1}['x'].y }}",
                        "{{ 'MARKER'|abs }}",
                        "{{ ['MARKER'].index('x') }}",
                        "{{ 'MARKER {x}'.format(y='MARKER') }}",
                        "{{ 'MARKER%d' % 'MARKER' }}",
                        "{{ 'MARKER }}")) {
            Problem problem = refused(template);
            assertFalse(problem.line().contains("MARKER"), problem.line());
        }
    }
}
