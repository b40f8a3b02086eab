namespace HealthDashboard.Sample;

/// <summary>Where people come from, how many in a hundred, and what they are called there.</summary>
internal sealed class Country(string name, int share, string female, string male, string family)
{
    public static readonly Country[] All =
    [
        new("United States", 46,
            "Abigail Amanda Ashley Barbara Brianna Carol Denise Emily Grace Hannah Jasmine Linda Megan Olivia Rachel Sharon",
            "Aaron Andrew Brandon Charles Daniel Ethan Gregory Jacob James Kevin Marcus Nathan Robert Samuel Thomas William",
            "Adams Anderson Bailey Brooks Campbell Carter Coleman Davis Edwards Foster Griffin Harris "
            + "Howard Jackson Johnson Miller O'Brien Parker Reed Sanders Smith Taylor Walker Williams Wright"),
        new("Mexico", 9,
            "Alejandra Beatriz Guadalupe Inés Lucía María Mónica Sofía Verónica Ximena",
            "Álvaro Andrés Carlos Diego Héctor Javier Joaquín José Luis Raúl",
            "Castañeda Domínguez Flores García Hernández Jiménez López Martínez Muñoz Peña"),
        new("Canada", 7,
            "Chloé Claire Élodie Emma Heather Julie Katherine Maude Noémie Sarah",
            "Benoît Connor Étienne Félix Ian Liam Mathieu Olivier Ryan Simon",
            "Bélanger Bouchard Fraser Gagnon Lévesque MacDonald Murray Roy Stewart Tremblay"),
        new("Germany", 6,
            "Anna Birgit Greta Hannelore Katrin Lena Marlies Sabine Ulrike Zoë",
            "Björn Dieter Felix Günter Jörg Jürgen Lukas Matthias Stefan Uwe",
            "Becker Fischer Groß Hoffmann Köhler Krüger Müller Schäfer Weiß Zimmermann"),
        new("India", 6,
            "Aditi Ananya Deepika Kavya Lakshmi Meera Neha Pooja Priya Shreya",
            "Aditya Arjun Deepak Karan Manish Nikhil Rahul Rohan Sanjay Vikram",
            "Chatterjee Gupta Iyer Joshi Kapoor Mehta Nair Patel Reddy Sharma"),
        new("Poland", 5,
            "Agnieszka Bożena Ewa Hanna Joanna Katarzyna Małgorzata Renata Wiesława Zofia",
            "Andrzej Jakub Krzysztof Łukasz Marek Michał Paweł Piotr Rafał Tomasz",
            "Dąbrowski Gołębiewski Jabłoński Kaczmarek Król Nowak Pawlak Wójcik Wróbel Zając"),
        new("Brazil", 5,
            "Ana Beatriz Camila Débora Fernanda Júlia Larissa Letícia Patrícia Vitória",
            "Antônio Bruno Cauã Fábio Gustavo João Luís Mateus Otávio Thiago",
            "Araújo Barbosa Conceição Gonçalves Lima Magalhães Oliveira Ribeiro Santos Simões"),
        new("Türkiye", 4,
            "Ayşe Büşra Çiğdem Elif Esra Fatma Gül İrem Özlem Zeynep",
            "Ahmet Barış Cem Emre Gökhan İbrahim Mehmet Oğuz Serkan Ümit",
            "Arslan Çelik Demir Doğan Kaya Koç Öztürk Şahin Yıldız Yılmaz"),
        new("France", 4,
            "Aurélie Camille Chantal Françoise Hélène Inès Léa Manon Solène Thérèse",
            "Antoine Clément François Gérard Hugo Jérôme Julien Loïc Rémi Théo",
            "Beaumont Chevalier Dupont Fontaine Lefèvre Mercier Moreau Périer Rousseau Sénéchal"),
        // The name of ISO 3166 has a comma, which is what quotes in a CSV file are for.
        new("Korea, Republic of", 3,
            "Eun-ji Ha-eun Ji-woo Min-seo Seo-yeon So-young Soo-ah Su-jin Ye-rin Yu-na",
            "Do-yun Hyun-woo Jae-won Ji-ho Jun-seo Min-jun Sang-hoon Seung-min Tae-yang Woo-jin",
            "Cho Choi Han Jang Jung Kang Kim Lee Park Yoon"),
        new("Nigeria", 3,
            "Adaeze Amaka Bukola Chidinma Folake Halima Ngozi Temitọpẹ Yetunde Zainab",
            "Babatunde Chidi Emeka Ibrahim Ifeanyi Kọ́lá Musa Obinna Segun Tunde",
            "Abubakar Adebayo Balogun Danjuma Eze Nwosu Ogunleye Okafor Okonkwo Ọláyínká"),
        new("Sweden", 2,
            "Åsa Astrid Ebba Elin Frida Ingrid Linnéa Märta Saga Tuva",
            "Åke Anders Axel Björn Gösta Henrik Lars Nils Östen Sven",
            "Åberg Bergström Björklund Ek Håkansson Lindqvist Nyström Öberg Sjögren Söderberg"),
    ];

    private static readonly int[] Shares = [.. All.Select(country => country.Share)];

    private readonly string[] women = female.Split(' ');
    private readonly string[] men = male.Split(' ');
    private readonly string[] families = family.Split(' ');

    public string Name { get; } = name;

    private int Share { get; } = share;

    public static Country Any(RandomStream random) => All[random.Pick(Shares)];

    /// <summary>A given and a family name, for gender F, M or Other.</summary>
    public string Person(string gender, RandomStream random)
    {
        var woman = gender == "F" || (gender != "M" && random.Chance(50));
        return $"{random.Any(woman ? women : men)} {random.Any(families)}";
    }
}
