//! Title blocks in French: text, actor, group, date.

use super::Block;

/// Written before the code that reads them.
pub(crate) const FIRST: [Block; 20] = [
    (
        "Déclaration de S.E. M. Pascal Laurier\nReprésentant permanent de la France auprès des Nations unies\n\nGroupe de travail à composition non limitée\nNew York, le 9 septembre 2019\n\nMonsieur le Président,\n\nNous sommes d'accord.",
        "FRA",
        "",
        "2019-09-09",
    ),
    (
        "MISSION PERMANENTE DE LA CÔTE D'IVOIRE AUPRÈS DES NATIONS UNIES\n\nDÉCLARATION DE LA DÉLÉGATION IVOIRIENNE\n\nPREMIÈRE COMMISSION\n\nNEW YORK, LE 14 OCTOBRE 2022\n\nMonsieur le Président,",
        "CIV",
        "",
        "2022-10-14",
    ),
    (
        "Intervention de la Belgique\nOEWG – Point 5 de l'ordre du jour\n1er août 2022\n\nMerci, Monsieur le Président.",
        "BEL",
        "",
        "2022-08-01",
    ),
    (
        "Déclaration prononcée par Mme Aïcha Benkirane, Conseillère, au nom du Royaume du Maroc\n\n6ème session du GTCNL, 12 décembre 2023\n\nMonsieur le Président,",
        "MAR",
        "",
        "2023-12-12",
    ),
    (
        "République du Sénégal\nUn Peuple – Un But – Une Foi\n\nAllocution de Son Excellence Monsieur Cheikh Ndour, Ambassadeur, Représentant permanent\n\nNew York, 22/09/2021\n\nMonsieur le Président de l'Assemblée générale,",
        "SEN",
        "",
        "2021-09-22",
    ),
    (
        "Déclaration au nom du Groupe africain\nprononcée par S.E. M. Lazare Mbarga, Représentant permanent du Cameroun\n\nle 3 mars 2022\n\nMonsieur le Président,\n\nJ'ai l'honneur de prendre la parole au nom du Groupe africain.",
        "CMR",
        "african-group",
        "2022-03-03",
    ),
    (
        "Déclaration de l'Union européenne\n\nGenève, le mardi 5 juin 2018\n\nMonsieur le Président,\n\nJ'ai l'honneur de m'exprimer au nom de l'Union européenne et de ses États membres.",
        "EUE",
        "EUE",
        "2018-06-05",
    ),
    (
        "Suisse\n\nDébat général – 74e session de l'Assemblée générale des Nations Unies\n24 septembre 2019\n\nMonsieur le Président,",
        "CHE",
        "",
        "2019-09-24",
    ),
    (
        "Déclaration du Canada\nPrononcée par : Mme Hélène Gauthier, Mission permanente du Canada\nDate : 28 mars 2022\nSeul le prononcé fait foi\n\nMerci, Monsieur le Président.",
        "CAN",
        "",
        "2022-03-28",
    ),
    (
        "INTERVENTION DE LA RÉPUBLIQUE ALGÉRIENNE DÉMOCRATIQUE ET POPULAIRE\n\nConseil de sécurité, débat public du 29 juin 2021\n\nMonsieur le Président,",
        "DZA",
        "",
        "2021-06-29",
    ),
    (
        "Déclaration de Monaco à la Première Commission\npar Mlle Florence Albin, Deuxième Secrétaire\nNew York, 17 octobre 2023\n\nMadame la Présidente,",
        "MCO",
        "",
        "2023-10-17",
    ),
    (
        "Déclaration faite par Haïti au nom de la Communauté des Caraïbes (CARICOM)\nNew York, 8 octobre 2019\n\nMonsieur le Président,",
        "HTI",
        "caricom",
        "2019-10-08",
    ),
    (
        "Représentation permanente du Luxembourg auprès des Nations Unies à New York\n\nDiscours du Ministre des Affaires étrangères et européennes, M. Jean Weyland\n\n77e Assemblée générale\n23.09.2022\n\nMonsieur le Président,\nExcellences,",
        "LUX",
        "",
        "2022-09-23",
    ),
    (
        "DÉCLARATION\nde\nS.E.M. Moussa Traoré Keïta\nMinistre des Affaires étrangères de la République du Mali\n\nà l'occasion du débat général\n\n(New York, 02.10.2023)\n\nMonsieur le Président,",
        "MLI",
        "",
        "2023-10-02",
    ),
    (
        "Déclaration du Groupe des 77 et la Chine\nprononcée par Cuba\n\n4 mars 2023\n\nMonsieur le Président,\n\nJ'ai l'honneur d'intervenir au nom du Groupe des 77 et de la Chine.",
        "CUB",
        "g77",
        "2023-03-04",
    ),
    (
        "République démocratique du Congo\nDéclaration nationale\nNew York, 26 juillet 2023\n\nMerci, Monsieur le Président, de me donner la parole.",
        "COD",
        "",
        "2023-07-26",
    ),
    (
        "Déclaration au nom de l'Organisation internationale de la Francophonie\n\nPrononcée par la Roumanie\n\n15 février 2021\n\nMonsieur le Président,",
        "ROU",
        "",
        "2021-02-15",
    ),
    (
        "Explication de vote de la Tunisie avant le vote\n\nProjet de résolution A/C.1/77/L.54\n\n3 novembre 2022\n\nMonsieur le Président,",
        "TUN",
        "",
        "2022-11-03",
    ),
    ("Le Liban\nTroisième session de fond, 25-29 juillet 2022\n\nMonsieur le Président,", "LBN", "", "2022-07"),
    (
        "Note verbale / Contribution écrite des Pays-Bas\nLa Haye, le 16 avril 2020\n\nLes Pays-Bas se félicitent du projet de rapport.",
        "NLD",
        "",
        "2020-04-16",
    ),
];

/// Written after the code, and read once without tuning.
pub(crate) const LATER: [Block; 10] = [
    (
        "Allocution de M. Thierno Camara, Ministre d'État de la République de Guinée\n\nNew York, le 21 septembre 2023\n\nMonsieur le Président,",
        "GIN",
        "",
        "2023-09-21",
    ),
    (
        "Mission permanente d'Haïti\nConseil de sécurité – débat public\nLundi 4 avril 2022\n\nMerci Madame la Présidente.",
        "HTI",
        "",
        "2022-04-04",
    ),
    (
        "Déclaration du Burkina Faso, au nom du Groupe des États d'Afrique\n6 octobre 2021\n\nMonsieur le Président,",
        "BFA",
        "african-group",
        "2021-10-06",
    ),
    (
        "INTERVENTION DU GRAND-DUCHÉ DE LUXEMBOURG\nPOINT 4 : MENACES\n10 DÉCEMBRE 2024\n\nMERCI, MONSIEUR LE PRÉSIDENT.",
        "LUX",
        "",
        "2024-12-10",
    ),
    (
        "Discours prononcé par Mme Isabelle Fontanel, Ambassadrice de France pour le numérique\nGenève, 12 mai 2022\n\nMesdames et Messieurs,",
        "FRA",
        "",
        "2022-05-12",
    ),
    ("Déclaration de l'Égypte\nSession organisationnelle, 1er juin 2021\n\nMonsieur le Président,", "EGY", "", "2021-06-01"),
    (
        "Position du Tchad sur le projet de rapport\nN'Djamena, le 03/02/2021\n\nLe Tchad remercie le Président pour ce projet.",
        "TCD",
        "",
        "2021-02-03",
    ),
    (
        "Intervention prononcée par le Vanuatu au nom du Forum des îles du Pacifique\nle 23 mai 2024\n\nMonsieur le Président,",
        "VUT",
        "pif",
        "2024-05-23",
    ),
    (
        "DÉCLARATION DE LA RÉPUBLIQUE ISLAMIQUE DE MAURITANIE\nS.E. M. Sidi Ould Ahmed\n27 sept. 2019\n\nExcellences,",
        "MRT",
        "",
        "2019-09-27",
    ),
    (
        "Le Saint-Siège\nIntervention de Mgr Paolo Ricci, Observateur permanent\n19 octobre 2022\n\nMonsieur le Président,",
        "VAT",
        "",
        "2022-10-19",
    ),
];
