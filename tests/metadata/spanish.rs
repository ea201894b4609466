//! Title blocks in Spanish: text, actor, group, date.

use super::Block;

/// Written before the code that reads them.
pub(crate) const FIRST: [Block; 20] = [
    (
        "Declaración del Excmo. Sr. Andrés Villalobos\nRepresentante Permanente de España ante las Naciones Unidas\n\nGrupo de Trabajo de composición abierta\nNueva York, 9 de septiembre de 2019\n\nSeñor Presidente,\n\nEstamos de acuerdo.",
        "ESP",
        "",
        "2019-09-09",
    ),
    (
        "MISIÓN PERMANENTE DE MÉXICO ANTE LAS NACIONES UNIDAS\n\nINTERVENCIÓN DE MÉXICO\nPRIMERA COMISIÓN\n\n11 DE OCTUBRE DE 2022\n\nSEÑOR PRESIDENTE:",
        "MEX",
        "",
        "2022-10-11",
    ),
    (
        "Intervención de la delegación de Cuba en el Grupo de Trabajo de Composición Abierta. Nueva York, 7 de marzo de 2023.\n\nSeñor Presidente:\n\nEstamos de acuerdo.",
        "CUB",
        "",
        "2023-03-07",
    ),
    (
        "República Argentina\n\nIntervención de la Sra. Lucía Ferrando, Ministra Plenipotenciaria\n\n1º de agosto de 2022\n\nMuchas gracias, señor Presidente.",
        "ARG",
        "",
        "2022-08-01",
    ),
    (
        "Intervención a nombre del Grupo de los 77 y China\n\nDelegación del Estado Plurinacional de Bolivia\n\nNueva York, 12/12/2023\n\nSeñora Presidenta,",
        "BOL",
        "g77",
        "2023-12-12",
    ),
    (
        "Declaración de El Salvador\nen nombre de los países miembros del Sistema de la Integración Centroamericana (SICA)\n\nmartes, 19 de octubre de 2021\n\nSeñor Presidente,",
        "SLV",
        "sica",
        "2021-10-19",
    ),
    (
        "Palabras del Embajador Gustavo Arismendi, Representante Permanente del Perú\n\nDebate general de la Asamblea General\n\nNueva York, 25 de setiembre de 2019\n\nSeñor Presidente,",
        "PER",
        "",
        "2019-09-25",
    ),
    (
        "Discurso del Presidente de la República de Colombia, Sr. Iván Restrepo Gil, ante la 74ª Asamblea General de la ONU\n\n25.09.2019\n\nSeñor Presidente:",
        "COL",
        "",
        "2019-09-25",
    ),
    ("COSTA RICA\n\nOEWG – Tema 5: Normas\n\n05/03/2024\n\nGracias, señor Presidente.", "CRI", "", "2024-03-05"),
    (
        "Declaración de la República Bolivariana de Venezuela en nombre del Movimiento de Países No Alineados\nNueva York, 8 de octubre de 2018\n\nSeñor Presidente,\n\nTengo el honor de hablar en nombre del Movimiento de los Países No Alineados.",
        "VEN",
        "nam",
        "2018-10-08",
    ),
    (
        "Intervención del Ecuador\nConseja: Ana Paredes\nQuinto período sustantivo de sesiones, 24 a 28 de julio de 2023\n\nSeñor Presidente,",
        "ECU",
        "",
        "2023-07",
    ),
    (
        "Explicación de voto de Chile después de la votación\nProyecto de resolución L.54\nNueva York, 3 de noviembre de 2022\n\nGracias, Presidente.",
        "CHL",
        "",
        "2022-11-03",
    ),
    (
        "Declaración de la Unión Europea\n\nGinebra, 5 de junio de 2018\n\nSeñor Presidente:\n\nTengo el honor de intervenir en nombre de la Unión Europea y sus Estados miembros.",
        "EUE",
        "EUE",
        "2018-06-05",
    ),
    (
        "Misión Permanente del Uruguay\nante las Naciones Unidas\n\nDeclaración pronunciada por el Consejero Martín Etchegaray\nVerificar contra lectura\n\n14 de febrero de 2020\n\nSr. Presidente,",
        "URY",
        "",
        "2020-02-14",
    ),
    (
        "REPÚBLICA DOMINICANA\nDiscurso de S.E. Sr. Rafael Montás, Ministro de Relaciones Exteriores\n76 período de sesiones de la Asamblea General\nSeptiembre de 2021\n\nSeñor Presidente,\nExcelencias,",
        "DOM",
        "",
        "2021-09",
    ),
    (
        "Intervención de Guatemala, a nombre del Grupo de Amigos del Programa de Acción\n\n27 de julio de 2023\n\nGracias, señor Presidente.",
        "GTM",
        "",
        "2023-07-27",
    ),
    (
        "Declaración conjunta de la Comunidad de Estados Latinoamericanos y Caribeños (CELAC)\npronunciada por Honduras\n2 de octubre de 2023\n\nSeñora Presidenta,",
        "HND",
        "celac",
        "2023-10-02",
    ),
    (
        "Paraguay – Debate temático: otras medidas de desarme\nIntervención de Jorge Acosta Báez, Segundo Secretario\n(Nueva York, el 20 de octubre de 2023)\n\nSeñor Presidente,",
        "PRY",
        "",
        "2023-10-20",
    ),
    ("Declaración del Reino de Marruecos\nConsejo de Seguridad\n29 de junio de 2021\n\nSeñor Presidente,", "MAR", "", "2021-06-29"),
    ("Intervención de Filipinas (traducción no oficial)\n\nNueva York, 02-03-2024\n\nSeñor Presidente,", "PHL", "", "2024-03-02"),
];

/// Written after the code, and read once without tuning.
pub(crate) const LATER: [Block; 10] = [
    (
        "Intervención del Representante Permanente de Panamá, Embajador Luis Carrizo\nNueva York, jueves 6 de octubre de 2022\n\nSeñor Presidente,",
        "PAN",
        "",
        "2022-10-06",
    ),
    (
        "Discurso de la Excma. Sra. Carmen Ibáñez, Ministra de Relaciones Exteriores de la República de Honduras\n22 de septiembre de 2022\n\nSeñor Presidente,",
        "HND",
        "",
        "2022-09-22",
    ),
    (
        "DECLARACIÓN DE NICARAGUA EN NOMBRE DEL GRUPO DE LOS 77 Y CHINA\nNUEVA YORK, 4 DE MARZO DE 2020\n\nSEÑOR PRESIDENTE,",
        "NIC",
        "g77",
        "2020-03-04",
    ),
    (
        "Gobierno de España\nMisión Permanente ante las Naciones Unidas\nDebate abierto del Consejo de Seguridad, 29.06.2021\n\nSeñor Presidente,",
        "ESP",
        "",
        "2021-06-29",
    ),
    (
        "Contribución nacional de la República Oriental del Uruguay\nMontevideo, abril de 2020\n\nEl Uruguay agradece esta oportunidad.",
        "URY",
        "",
        "2020-04",
    ),
    (
        "Bolivia (Estado Plurinacional de)\nIntervención en el tema 94\n1 de noviembre de 2021\n\nGracias, señora Presidenta.",
        "BOL",
        "",
        "2021-11-01",
    ),
    (
        "Declaración a nombre de la CELAC, pronunciada por la delegación de la Argentina\n5 de octubre de 2022\n\nSeñor Presidente,",
        "ARG",
        "celac",
        "2022-10-05",
    ),
    (
        "Intervención de la República Dominicana - Séptimo período sustantivo\nMartes 5 de marzo, 2024\n\nMuchas gracias, señor Presidente.",
        "DOM",
        "",
        "2024-03-05",
    ),
    ("Guinea Ecuatorial\nDebate General, 77 AG\n23/09/2022\n\nExcelentísimo Señor Presidente,", "GNQ", "", "2022-09-23"),
    (
        "Palabras de Trinidad y Tabago por la Comunidad del Caribe\n9 de octubre de 2023\n\nSeñor Presidente,",
        "TTO",
        "caricom",
        "2023-10-09",
    ),
];
