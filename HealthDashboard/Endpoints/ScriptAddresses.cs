using HealthDashboard.Access;
using HealthDashboard.Gold;
using Microsoft.OpenApi;

namespace HealthDashboard.Endpoints;

/// <summary>What an address for scripts says of itself: a sentence, the kind of its answer, and the names that may stand in its query.</summary>
/// <param name="IsOfSnapshot">Whether it is read out of a snapshot: then it has an ETag, and needs one that is whole and a turn among the exports.</param>
public sealed record ScriptAddress(string Summary, string Type, IReadOnlyList<string> Parameters, bool IsOfSnapshot = true);

/// <summary>The OpenAPI description of the addresses for scripts, under <c>/openapi/v1.json</c>.</summary>
public static class ScriptAddresses
{
    /// <summary>The name in the path.</summary>
    public const string View = "view";

    /// <summary>What <see cref="Query.AddressQuery.ReadScope"/> reads.</summary>
    public static readonly string[] Scope = [.. Dimensions.Filters.Select(dimension => dimension.Parameter!), "from", "to", "as_of", "share"];

    /// <summary>What <see cref="Query.AddressQuery.ReadGrid"/> reads.</summary>
    public static readonly string[] Grid = ["sort", "q", "columns", "where"];

    /// <summary>What each name means; the same on pages and on the command line.</summary>
    private static readonly Dictionary<string, string> Meanings = new(Dimensions.Filters.Select(filter => KeyValuePair.Create(filter.Parameter!, Meaning(filter))))
    {
        ["from"] = "The first day, inclusive: 2025-03-03.",
        ["to"] = "The last day, inclusive: 2025-03-30.",
        ["as_of"] = "The run whose kept snapshot is asked, instead of the published one.",
        ["share"] = "safe withholds numbers that rest on 1 to 10 patients.",
        ["sort"] = "A column, with - in front from the largest down.",
        ["q"] = "Rows that hold this text.",
        ["columns"] = "Only these columns, with commas between.",
        ["where"] = "A column, one of ~ = >= <= and a value; may stand several times.",
        ["by"] = "Of views by time what a row is: week (the usual), month, quarter or year. Of the cost change what it is split by: type, insurer or department.",
        ["measure"] = $"What is ranked: {string.Join(", ", Signals.SignalMeasure.All.Select(measure => measure.Name).Concat(Pages.Boards.PatientBoard.Columns.Select(column => column.Name)))}; without it the cost.",
        ["compare"] = "year compares with the same weeks a year earlier.",
        ["then"] = "A day of the week with which the earlier weeks start.",
        ["across"] = "department, treatment_type, month or time: the cost of each insurer in each of them, instead of what it pays beside everybody's prices.",
        ["of"] = "Of what two stand side by side: a filter's name, or period.",
        ["a"] = "The first of them; without it what is filtered by, or the one with the highest cost.",
        ["b"] = "The second.",
        ["table"] = "Rejected rows of this table alone.",
        ["rule"] = "Rows rejected by this rule alone.",
    };

    private static string Meaning(Dimension filter)
    {
        var name = filter.Parameter!.Replace('_', ' ');
        return (filter.IsOfTreatments ? $"Only treatments whose {name} is this, and the visits that have one" : $"Only visits whose {name} is this") + "; may stand several times, the values are alternatives.";
    }

    private const string Token = "token";

    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>With HEAD too, by which programs ask whether there is something before they fetch it.</summary>
    public static IEndpointConventionBuilder MapScript(this IEndpointRouteBuilder routes, string address, Delegate answer, ScriptAddress about) =>
        routes.MapMethods(address, Reading, answer).WithMetadata(about);

    /// <summary>The description is for scripts itself.</summary>
    public static void MapScriptAddresses(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new ScriptAddress("What there is for scripts.", "application/json", [], IsOfSnapshot: false));

    public static void AddScriptAddresses(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.HttpMethod == HttpMethods.Get && description.ActionDescriptor.EndpointMetadata.OfType<ScriptAddress>().Any();
        options.AddDocumentTransformer((document, context, _) =>
        {
            // Where it is reached from is the reader's to know; the host of whoever asked first does not belong in it.
            (document.Info, document.Servers, document.Tags) = (new OpenApiInfo { Title = "HealthDashboard: addresses for scripts", Version = "v1" }, [], null);
            if (context.ApplicationServices.GetRequiredService<AccessOptions>().SignsIn)
                RequireToken(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<ScriptAddress>().Last());
            return Task.CompletedTask;
        });
    });

    /// <summary>Of every address, since people sign in.</summary>
    private static void RequireToken(OpenApiDocument document)
    {
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token that somebody made on the page Who am I here?; it reads what they may.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
            operation.Responses!["401"] = Sentence("No token was sent, or one that opens nothing.");
    }

    private static void Describe(OpenApiOperation operation, ScriptAddress address)
    {
        operation.Summary = address.Summary;
        operation.Tags = null;
        (operation.Parameters ??= []).Clear();
        foreach (var name in address.Parameters)
            operation.Parameters.Add(Parameter(name));
        operation.Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse { Description = "The answer.", Content = new Dictionary<string, OpenApiMediaType> { [address.Type] = new() } },
        };
        if (address.IsOfSnapshot)
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "The same as the ETag in If-None-Match stands for." };
            operation.Responses["400"] = Sentence("A value cannot be used; which, and what was expected.");
            operation.Responses["429"] = Sentence("Too many exports of this client are under way; Retry-After says when to come again.");
            operation.Responses["503"] = Sentence("No snapshot is published, or it is damaged.");
        }

        if (address.Parameters.Contains("share"))
            operation.Responses["403"] = Sentence("It holds rows of single persons, which share=safe withholds.");
        if (address.Parameters.Contains(View))
            operation.Responses["404"] = Sentence("There is no such view; which there are.");
    }

    private static OpenApiResponse Sentence(string meaning) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, OpenApiMediaType> { ["text/plain"] = new() },
    };

    private static OpenApiParameter Parameter(string name) => new()
    {
        Name = name,
        In = name == View ? ParameterLocation.Path : ParameterLocation.Query,
        Required = name == View,
        Description = name == View ? $"One of {string.Join(", ", Gold.Views.GoldCatalog.All.Select(view => view.Name))}." : Meanings[name],
        Schema = name == "where" || Dimensions.Filters.Any(dimension => dimension.Parameter == name)
            ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }
            : new OpenApiSchema { Type = JsonSchemaType.String, Format = name is "from" or "to" or "then" ? "date" : null },
    };
}
