package io.relance.json;

import io.relance.action.DunningAction.Route;
import io.relance.delivery.ChannelId;
import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.Node;
import io.relance.json.tree.ObjectReader;
import io.relance.policy.Correspondence;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What a policy has written beside reminders, out of its document and back into one. */
final class CorrespondenceReading {
    private CorrespondenceReading() {}

    static Correspondence read(ObjectReader o) {
        Correspondence.Builder correspondence = Correspondence.builder();
        o.object("promise")
                .optional()
                .flatMap(CorrespondenceReading::only)
                .ifPresent(route -> route.to(correspondence::promise));
        o.object("plan")
                .optional()
                .flatMap(CorrespondenceReading::only)
                .ifPresent(route -> route.to(correspondence::plan));
        o.object("statement")
                .optional()
                .flatMap(CorrespondenceReading::only)
                .ifPresent(route -> route.to(correspondence::statement));
        o.object("notes").ifPresent(notes -> notes(notes, correspondence));
        o.finish();
        return correspondence.build();
    }

    private record Way(ChannelId channel, String template) {
        void to(BiConsumer<ChannelId, String> setting) {
            setting.accept(channel, template);
        }
    }

    private static Optional<Way> only(ObjectReader o) {
        Optional<Way> way = way(o);
        o.finish();
        return way;
    }

    private static Optional<Way> way(ObjectReader o) {
        Optional<ChannelId> channel = o.text("channel").as(ChannelId::new).required();
        Optional<String> template = o.text("template").required();
        return channel.flatMap(id -> template.map(name -> new Way(id, name)));
    }

    private static void notes(ObjectReader o, Correspondence.Builder correspondence) {
        int before = o.problems().list().size();
        Optional<Way> way = way(o);
        List<Correspondence.Team> teams = o.list(
                        "teams",
                        node -> ObjectReader.of(node, "a team", o.problems()).flatMap(CorrespondenceReading::team))
                .requiredOr(List.of());
        Optional<String> caseLink = o.text("caseLink").optional();
        o.finish();
        // what is left of what could not be read would be said to be wrong once more
        if (o.problems().list().size() == before) {
            way.ifPresent(known -> known.to(correspondence::notes));
            teams.forEach(correspondence::team);
            caseLink.ifPresent(correspondence::caseLink);
        }
    }

    private static Optional<Correspondence.Team> team(ObjectReader o) {
        Optional<String> name = o.text("name").required();
        Optional<String> address = o.text("address").required();
        Optional<String> language = o.text("language").optional();
        o.finish();
        return name.flatMap(known -> address.map(to -> new Correspondence.Team(known, to, language)));
    }

    static Node.Mapping write(Correspondence correspondence) {
        MappingBuilder m = new MappingBuilder();
        correspondence
                .promise()
                .ifPresent(route -> m.node("promise", route(route).build()));
        correspondence.plan().ifPresent(route -> m.node("plan", route(route).build()));
        correspondence
                .statement()
                .ifPresent(route -> m.node("statement", route(route).build()));
        correspondence.notes().ifPresent(route -> m.node("notes", notes(route, correspondence)));
        return m.build();
    }

    private static Node.Mapping notes(Route route, Correspondence correspondence) {
        MappingBuilder m = route(route)
                .list(
                        "teams",
                        correspondence.teams().stream()
                                .map(CorrespondenceReading::team)
                                .toList());
        correspondence.caseLink().ifPresent(link -> m.text("caseLink", link));
        return m.build();
    }

    private static Node.Mapping team(Correspondence.Team team) {
        MappingBuilder m = new MappingBuilder().text("name", team.name()).text("address", team.address());
        team.language().ifPresent(language -> m.text("language", language));
        return m.build();
    }

    private static MappingBuilder route(Route route) {
        return new MappingBuilder().text("channel", route.channel().value()).text("template", route.template());
    }
}
